// Added to SimCord's own page in each pane: what Discord does there and SimCord does not.

const timeline = document.getElementById("channel-timeline");

// Stay with the newest message until the reader goes up. SimCord scrolls as well, to the message it
// last touched; only what comes from a hand counts.
let follow = true;
let before = 0;
let hand = -Infinity; // when a wheel, finger, key or scroll bar last moved
const moved = (event) => {
  if (event.type !== "pointerdown" || event.target === timeline) hand = performance.now();
};
for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) {
  document.addEventListener(kind, moved, { passive: true, capture: true });
}
const toNewest = () => {
  if (follow) timeline.scrollTop = timeline.scrollHeight;
};
timeline.addEventListener("scroll", () => {
  const below = timeline.scrollHeight - timeline.scrollTop - timeline.clientHeight;
  if (below < 40) follow = true;
  else if (timeline.scrollTop < before && performance.now() - hand < 1000) follow = false;
  before = timeline.scrollTop;
  toNewest();
}, { passive: true });
const size = new ResizeObserver(toNewest);
size.observe(timeline);
size.observe(document.getElementById("channel-message-list"));

// A thread's name and a link to a message lead to their place; the page around opens it.
document.addEventListener("click", (event) => {
  const thread = event.target.closest(".thread-summary");
  const link = event.target.closest('a[href^="https://discord.com/channels/"]');
  if (!thread && !link) return;
  event.preventDefault();
  const place = thread
    ? thread.closest("[data-message-id]").dataset.messageId // a thread has the id of its message
    : new URL(link.href).pathname.split("/")[3];
  parent.postMessage({ open: place }, location.origin);
});

// Say when a press came to nothing. What SimCord asks by itself, for a list of options say, is not one.
const PRESSES = ["click", "select", "modal_submit", "run_command", "send_message"];
const note = Object.assign(document.createElement("p"), {
  id: "pane-note", hidden: true, textContent: "That did not go through. Try it again.",
});
note.setAttribute("role", "status");
document.body.append(note);

const ask = window.fetch;
window.fetch = async (address, options) => {
  const answer = await ask(address, options);
  if (address === "/api/action") {
    const sent = typeof options.body === "string" ? options.body : options.body.get("payload");
    if (PRESSES.includes(JSON.parse(sent).kind)) note.hidden = !answer.ok || wentThrough(await answer.clone().json());
  }
  return answer;
};

function wentThrough(receipt) {
  return !receipt.rejected && receipt.settlement === "settled" && receipt.acknowledgement !== "unacknowledged";
}
