"""The web server of the demo: our page, and in its frames SimCord’s own page, unchanged.

A frame names its pane in the capability that it presents: `<capability>.<channel>.<member>`.
"""

import socket
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Protocol

import simcord
from aiohttp import web
from simcord.preview import Preview

# The pages are SimCord’s own; it offers no other way to them.
from simcord.preview import _server as upstream  # pyright: ignore[reportPrivateUsage]

PAGE = Path(__file__).parents[1] / "page"
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "application/javascript",
    ".svg": "image/svg+xml",
}
_CAPABILITY = "X-Simcord-Capability"
_PANE_SCRIPT = '<script type="module" src="/pane.js"></script>'
_DAY = 86_400  # seconds
_Upstream = upstream.PreviewServer

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
OpenPane = Callable[[int, int], dict[str, Any]]
"""Takes a channel and a member; raises `KeyError` or `simcord.BackendError` for an unknown one."""


class Controls(Protocol):
    """What the sidebar shows and what its buttons do."""

    async def state(self, member: str | None) -> Mapping[str, object]:
        """All that the sidebar shows to this member, or to the owner; ready for JSON."""
        ...

    async def press(self, button: str, member: str) -> Mapping[str, object]:
        """Do what the button says for this member, and say so; `KeyError` if there is no such button."""
        ...

    def wake(self) -> None:
        """Somebody did something in a pane."""
        ...


class PageServer(_Upstream):
    """SimCord’s server with our page around its own, on a socket that is already open."""

    _STATIC_FILES: ClassVar[dict[str, str]] = {
        **{path: name for path, name in _Upstream._STATIC_FILES.items() if path != "/"},
        "/pane": "index.html",
    }
    _SECURITY_HEADERS: ClassVar[dict[str, str]] = {
        **_Upstream._SECURITY_HEADERS,
        "X-Frame-Options": "SAMEORIGIN",
        "Content-Security-Policy": _Upstream._SECURITY_HEADERS["Content-Security-Policy"].replace(
            "frame-ancestors 'none'", "frame-ancestors 'self'"
        ),
    }

    def __init__(
        self, preview: Preview, door: socket.socket, controls: Controls, open_pane: OpenPane
    ) -> None:
        super().__init__(preview)
        self._door = door
        self._controls = controls
        self._open_pane = open_pane

    async def start(self) -> None:
        """Serve both pages. The routes of the inner one are those of the parent’s `start`."""
        upstream.web = web  # the parent’s handlers look for it there
        app = web.Application(
            middlewares=[self._own_host_only], handler_args={"handler_cancellation": False}
        )
        get, post = app.router.add_get, app.router.add_post
        for path in ("/", "/shell.css", "/shell.js", "/pane.js", "/icon.svg"):
            get(path, self._shell)
        get("/demo/state", self._sidebar)
        post("/demo/press", self._press)
        for path in self._STATIC_FILES:
            get(path, self._static)
        post("/api/pages", self._pages)
        app.router.add_delete("/api/pages/{context_id}", self._delete_page)
        get("/api/state", self._state)
        get("/api/commands", self._commands)
        get("/api/action-result", self._action_result)
        post("/api/action", self._action)
        get("/api/assets/{asset_id}", self._asset)
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self.runner.setup()
        self.site = web.SockSite(self.runner, self._door)
        await self.site.start()
        self.port = self._door.getsockname()[1]

    @web.middleware
    async def _own_host_only(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse a foreign name that was made to point at this machine."""
        if request.headers.get("Host", "") not in self._allowed_hosts():
            raise web.HTTPForbidden
        return await handler(request)

    # The outer page

    async def _shell(self, request: web.Request) -> web.Response:
        file = PAGE / (request.path.strip("/") or "index.html")
        return web.Response(
            text=file.read_text(encoding="utf-8"),
            content_type=_TYPES[file.suffix],
            headers=self._SECURITY_HEADERS,
        )

    async def _sidebar(self, request: web.Request) -> web.Response:
        state = await self._controls.state(request.query.get("member"))
        return web.json_response(
            {"capability": self.preview.capability, **state}, headers=self._SECURITY_HEADERS
        )

    async def _press(self, request: web.Request) -> web.Response:
        if not self._authorized(request):
            raise web.HTTPUnauthorized
        said = await request.json()
        try:
            done = await self._controls.press(said["button"], said["member"])
        except KeyError:
            raise web.HTTPNotFound from None
        return web.json_response(done, headers=self._SECURITY_HEADERS)

    # The panes inside it

    def _authorized(self, request: web.Request, *, context: str | None = None) -> bool:
        capability, _, _ = request.headers.get(_CAPABILITY, "").partition(".")
        bare = request.clone(headers={**request.headers, _CAPABILITY: capability})
        return super()._authorized(bare, context=context)

    async def _pages(self, request: web.Request) -> web.Response:
        if not self._authorized(request):
            raise web.HTTPUnauthorized
        try:
            _, channel, member = request.headers[_CAPABILITY].split(".")
            shown = self._open_pane(int(channel), int(member))
        except (ValueError, KeyError, simcord.BackendError):
            raise web.HTTPNotFound from None
        return web.json_response(shown, headers=self._SECURITY_HEADERS)

    async def _static(self, request: web.Request) -> web.Response:
        answer = await super()._static(request)
        if request.path == "/pane" and answer.text:
            answer.text = answer.text.replace("</body>", f"{_PANE_SCRIPT}</body>").replace(
                "No messages in this channel.", "Nothing has been written here yet."
            )
        if request.path == "/preview.css" and answer.text:
            answer.text += (PAGE / "pane.css").read_text(encoding="utf-8")
        if request.path.startswith("/fonts/"):
            # Up to 28 MB, which each change of channel would load again.
            del answer.headers["Pragma"]
            answer.headers["Cache-Control"] = f"private, max-age={_DAY}"
        return answer
