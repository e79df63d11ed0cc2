"""${message}."""

import sqlalchemy as sa
from alembic import op

from bot.storage import types

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """${message}."""
    ${"\n".join(line for line in (upgrades or "pass").splitlines() if "# ###" not in line).strip()}
