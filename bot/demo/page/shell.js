// The page around the panes: who one is, the list of channels, and the clock.
// All it shows comes from /demo/state, asked for once a second; a pane is SimCord's own page.

const EVERY = 1000; // milliseconds
const SIGNS = {
  text: "M9 4 7 20M17 4l-2 16M4 9h16M4 15h16",
  forum: "M4 5h16v10H10l-4 4v-4H4z",
  thread: "M5 5v8a3 3 0 0 0 3 3h11m-4-4 4 4-4 4",
  post: "M5 5v8a3 3 0 0 0 3 3h11m-4-4 4 4-4 4",
  direct: "M4 6h16v12H4zm0 1 8 6 8-6",
};

const $ = (id) => document.getElementById(id);
const kept = JSON.parse(sessionStorage.getItem("loopmate") ?? "{}");
let me = kept.me ?? null; // the member one is
let here = kept.here ?? {}; // member → the channel that is open
let read = kept.read ?? {}; // member → channel → newest message seen
let capability = null;
let shown = ""; // what stands in the pane
let drawn = ""; // the state that the page shows
let busy = false;
let said = null; // what a control did, until things go on: its words, and the tip that came with them

function keep() {
  sessionStorage.setItem("loopmate", JSON.stringify({ me, here, read }));
}

async function look() {
  let state;
  try {
    const answer = await fetch(`/demo/state?member=${me ?? ""}`, { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    state = await answer.json();
  } catch {
    $("gone").hidden = false;
    return;
  }
  $("gone").hidden = true;
  if (capability && capability !== state.capability) {
    location.reload(); // the demo was started anew
    return;
  }
  capability = state.capability;
  if (me && me !== state.me && state.people.some((person) => person.id === me)) return; // an old answer
  me = state.me;
  draw(state);
}

async function press(button) {
  if (busy) return;
  setBusy(true);
  said = null;
  try {
    const answer = await fetch("/demo/press", {
      method: "POST",
      headers: { "X-Simcord-Capability": capability },
      body: JSON.stringify({ button, member: me }),
    });
    const done = await answer.json();
    if (done.place) here[me] = done.place;
    if (done.said) said = { text: done.said, tip: null };
  } finally {
    setBusy(false);
    showSide(false);
    await look();
  }
}

function setBusy(value) {
  busy = value;
  document.body.setAttribute("aria-busy", String(value));
}

function become(member) {
  me = member;
  said = null;
  showSide(false);
  keep();
  look();
}

function go(place) {
  here[me] = place;
  showSide(false);
  keep();
  look();
}

function draw(state) {
  $("now").textContent = new Date(state.now).toLocaleString("en-GB", {
    weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: state.zone,
  });
  const open = state.places.find((place) => place.id === here[me]) ?? firstPlace(state.places);
  here[me] = open.id;
  const seen = (read[me] ??= {});
  if (open.newest) seen[open.id] = open.newest;
  const unread = state.places.filter((p) => p.newest && !p.idle && BigInt(p.newest) > BigInt(seen[p.id] ?? 0));
  const fresh = new Set(unread.map((place) => place.id));
  const tip = open.mocks || (open.kind === "direct" && state.mockTip) ? state.mockTip : state.tip;
  if (said) said.tip ??= tip;
  if (said && said.tip !== tip) said = null;
  const key = JSON.stringify([{ ...state, now: 0 }, open.id, [...fresh], said]);
  if (key === drawn) return;
  drawn = key;
  keep();

  $("server").textContent = state.server;
  document.title = `${open.name} · Loopmate demo`;
  drawHint($("said"), said?.text ?? "");
  drawHint($("tip"), tip);
  $("tip").hidden = said !== null;
  drawPeople(state.people);
  drawPlaces(state.places.filter((place) => !place.idle || place.id === open.id), open, fresh);
  $("menu-mark").hidden = fresh.size === 0;
  const others = $("others");
  others.textContent = `${state.others.join(" and ")} answer`;
  others.disabled = !state.othersCanAnswer;
  for (const [name, label] of Object.entries(state.labels)) {
    document.querySelector(`[data-press="${name}"]`).textContent = label;
  }
  drawConversation(state, open);
}

function firstPlace(places) {
  const busiest = places.filter((place) => place.kind === "text" && place.newest);
  return busiest[0] ?? places[0];
}

function drawHint(place, text) {
  const parts = text.split("`").map((part, index) => (index % 2 ? element("b", { textContent: part }) : part));
  place.replaceChildren(...parts);
  place.hidden = text === "";
}

function drawPeople(people) {
  replace($("people"), people.map((person) => {
    const face = element("span", { className: "face", textContent: person.name[0], ariaHidden: "true" });
    face.style.background = person.colour;
    const name = element("span", { textContent: person.name });
    if (person.owner) name.append(" ", element("span", { className: "role", textContent: "owner" }));
    const button = element("button", { type: "button" }, face, name);
    button.dataset.key = person.id;
    button.setAttribute("aria-pressed", String(person.id === me));
    button.addEventListener("click", () => become(person.id));
    return button;
  }));
}

function drawPlaces(places, open, fresh) {
  const entries = (wanted) => places.filter(wanted).map((place) => {
    const button = element("button", { type: "button", title: place.name },
      sign(place.kind), element("span", { className: "name", textContent: place.name }));
    button.dataset.key = place.id;
    if (place.id === open.id) button.setAttribute("aria-current", "true");
    if (fresh.has(place.id)) {
      button.classList.add("new");
      button.append(element("span", { className: "unseen", textContent: "unread" }));
    }
    button.addEventListener("click", () => go(place.id));
    return element("li", { className: place.parent ? "inside" : "" }, button);
  });
  replace($("channels"), entries((place) => place.kind !== "direct"));
  const direct = entries((place) => place.kind === "direct");
  replace($("direct"), direct);
  $("direct-head").hidden = $("direct").hidden = direct.length === 0;
}

function drawConversation(state, open) {
  const forum = open.kind === "forum";
  $("forum").hidden = !forum;
  $("pane").hidden = forum;
  if (forum) {
    shown = "";
    $("forum-name").textContent = open.name;
    const posts = state.places.filter((place) => place.parent === open.id);
    $("forum-empty").hidden = posts.length > 0;
    replace($("posts"), posts.map((post) => {
      const button = element("button", { type: "button", textContent: post.name });
      button.dataset.key = `post-${post.id}`;
      button.addEventListener("click", () => go(post.id));
      return element("li", {}, button);
    }));
    return;
  }
  const address = `/pane?${open.id}.${me}#${capability}.${open.id}.${me}`;
  if (address === shown) return;
  shown = address;
  const pane = $("pane").cloneNode(); // a new frame leaves no trace in the browser's history
  pane.title = `${open.name}, as ${state.people.find((person) => person.id === me).name}`;
  pane.src = address;
  $("pane").replaceWith(pane);
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function sign(kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SIGNS[kind]);
  svg.append(path);
  return svg;
}

function replace(parent, children) {
  const key = parent.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  parent.replaceChildren(...children);
  if (key) parent.querySelector(`[data-key="${key}"]`)?.focus();
}

// On a phone the sidebar lies over the conversation; on a desktop it is always there.
function showSide(open) {
  if (document.body.classList.contains("open") === open) return;
  document.body.classList.toggle("open", open);
  $("menu").setAttribute("aria-expanded", String(open));
  $("scrim").hidden = !open;
  (open ? $("people").querySelector("button") : $("menu")).focus();
}

document.querySelectorAll("[data-press]").forEach((button) => {
  button.addEventListener("click", () => press(button.dataset.press));
});
$("menu").addEventListener("click", () => showSide(true));
$("scrim").addEventListener("click", () => showSide(false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") showSide(false);
});

window.addEventListener("message", (event) => {
  if (event.origin === location.origin && event.data.open) go(event.data.open);
});

look();
setInterval(look, EVERY);
