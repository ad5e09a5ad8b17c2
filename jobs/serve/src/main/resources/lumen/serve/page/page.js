"use strict";
(() => {
  const KEPT_S = 600, STALE_S = 30, POLL_MS = 500, EVIDENCE_MS = 5000, FEED = 60;
  const asked = new URLSearchParams(location.search);
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;

  const STATES = [
    ["E0", "Idle", "Nothing to follow yet. Start to play, or send the reference.", "plain"],
    ["E1", "Syncing", "Looking for the common beat. Keep a steady pulse; nothing is heard of the bridge yet.", "lines"],
    ["E2", "Bridged", "The bridge is heard. Play.", "plain"],
    ["E3", "Guarded", "The bridge is heard, but the group drifts apart. Listen to each other.", "dots"],
    ["E4", "Rolled back", "The bridge is silent and waits for a person. Mend the cause, then: lumenctl control release", "cross"],
  ];
  const MODES = [
    ["both", "Sensors and reference", 2, "plain"],
    ["reference", "Reference alone", 1, "lines"],
    ["sensors", "Sensors alone", 1, "dots"],
    ["few", "Too few", 3, "lines"],
    ["none", "Nothing", 4, "cross"],
  ];
  const FIGURES = [
    { key: "coherence", now: "now_coherence", title: "Coherence", digits: 2, wide: true, colour: "--blue", range: [0, 1], marks: [[0.72, "guard 0.72"]],
      words: (v) => v >= 0.85 ? ["good", "together"] : v >= 0.72 ? ["watch", "loose"] : ["bad", "apart"] },
    { key: "bridge_phase", other: "phase", now: "now_phase", title: "Phase difference", unit: "cycles", digits: 3, colour: "--orange", least: 0.05, most: 0.5, marks: [[0.02, "budget 0.02"]],
      words: (v) => v <= 0.02 ? ["good", "in budget"] : v <= 0.05 ? ["watch", "close"] : ["bad", "off"] },
    { key: "bridge_entropy", other: "entropy", now: "now_entropy", title: "Entropy", digits: 2, colour: "--pink", range: [0, 1], marks: [[0.15, "budget 0.15"]],
      words: (v) => v <= 0.15 ? ["good", "calm"] : v <= 0.2 ? ["watch", "restless"] : ["bad", "scattered"] },
    { key: "bridge_sync", other: "sync", title: "Sync quality", digits: 2, colour: "--green", range: [0, 1], marks: [[0.85, "budget 0.85"]],
      words: (v) => v >= 0.85 ? ["good", "good"] : v >= 0.8 ? ["watch", "fair"] : ["bad", "low"] },
    { key: "tick_ms", title: "Tick", unit: "ms", digits: 0, colour: "--blue", pad: 20, marks: [],
      words: (v) => ["none", (1000 / v).toFixed(2) + " a second"] },
    { key: "now_order", title: "Order now", digits: 2, wide: true, optional: true, colour: "--green", range: [0, 1], marks: [],
      words: (v) => v >= 0.9 ? ["good", "in step"] : v >= 0.6 ? ["watch", "loose"] : ["bad", "apart"] },
    { key: "now_error", title: "Error of now", unit: "cycles", digits: 3, optional: true, colour: "--orange", least: 0.05, most: 0.5, marks: [],
      words: (v) => { const tail = last("now_error_p90"); return ["none", known(tail) ? "nine of ten below " + tail.toFixed(3) : "median"]; } },
  ];
  const NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
  const KEYS = ["coherence", "chance", "phase", "entropy", "sync", "mode", "fresh", "bridge_phase", "bridge_sync", "bridge_entropy", "tick_ms", "state", "muted", "ure_up",
    "now_coherence", "now_phase", "now_entropy", "now_order", "now_error", "now_error_p90", "now_mode", "now_fresh", "now_lead"];

  let tenant = asked.get("tenant") || "";
  let names = [], begun = 0, seq = 0, answer = null, channels = 0, frameAge = null;
  let at = [], series = {};
  let paused = false, lostSince = 0, spoken = "";
  KEYS.forEach((key) => { series[key] = []; });

  function make(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }
  const put = (node, text) => { if (node.textContent !== text) node.textContent = text; };
  const last = (key) => { const of = series[key]; return of.length ? of[of.length - 1] : null; };
  const known = (v) => v !== null && v !== undefined;
  const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  function span(seconds) {
    if (seconds < 90) return Math.round(seconds) + " s";
    if (seconds < 5400) return Math.round(seconds / 60) + " min";
    return Math.round(seconds / 3600) + " h";
  }
  const count = (n) => NUMBERS[n] || String(n);

  // ---- what comes in

  function clear() { at = []; KEYS.forEach((key) => { series[key] = []; }); seq = 0; }

  function take(live) {
    if (live.begun !== begun || live.seq < seq) { const again = begun !== 0; begun = live.begun; if (again) { clear(); return; } }
    seq = live.seq;
    answer = live;
    names = live.names;
    if (!tenant && names.length) { tenant = names[0]; }
    const mine = live.tenants.find((one) => one.tenant === tenant);
    if (mine) {
      channels = mine.channels;
      frameAge = mine.frame_age_s;
      for (const moment of mine.at) at.push(moment / 1000);
      for (const key of KEYS) {
        const values = mine.figures[key];
        for (let i = 0; i < mine.at.length; i++) series[key].push(values ? values[i] : null);
      }
    } else { frameAge = null; }
    let old = 0;
    while (old < at.length && at[old] < live.now / 1000 - KEPT_S) old++;
    if (old) { at.splice(0, old); KEYS.forEach((key) => series[key].splice(0, old)); }
  }

  async function poll() {
    try {
      const one = tenant ? "&tenant=" + encodeURIComponent(tenant) : "";
      const reply = await fetch("/v1/live?after=" + seq + one, { signal: AbortSignal.timeout(4000) });
      if (!reply.ok) throw new Error(String(reply.status));
      take(await reply.json());
      lostSince = 0;
    } catch (e) {
      lostSince = lostSince || Date.now();
    }
    if (!paused) draw();
    setTimeout(poll, lostSince ? 1500 : POLL_MS);
  }

  // A source that speaks seldom is not silent between two words.
  const isSilent = (s) => s.silent_s !== null && s.silent_s > STALE_S && s.silent_s > 5 * (s.usual_gap_s || 0);

  // ---- words

  function troubles() {
    const all = [];
    if (lostSince) all.push(["bad", "lumenctl serve has not answered for " + span((Date.now() - lostSince) / 1000) + ". What you see is old."]);
    if (!answer) return all;
    if (!lostSince) {
      for (const check of answer.checks) if (!check.ok) all.push(["bad", check.hint]);
      if (tenant && names.length && !names.includes(tenant)) all.push(["bad", "No figures of tenant " + tenant + ". There are: " + names.join(", ")]);
      else if (frameAge !== null && frameAge > STALE_S && answer.checks.every((c) => c.name !== "frames" || c.ok)) all.push(["bad", "No new frame of this tenant for " + span(frameAge) + "."]);
    }
    const state = last("state");
    if (state === 4) all.push(["bad", "Rolled back (E4): the bridge is silent until it is released."]);
    if (state === 3) all.push(["watch", "Guarded (E3): entropy was above its budget; it ends with a calm minute."]);
    for (const a of answer.alerts) if (!a.tenant || a.tenant === tenant) all.push([a.severity === "critical" ? "bad" : "watch", "Alert " + a.alert + (a.about ? " of " + a.about : "") + ", " + a.severity + "."]);
    if (answer.alerts_trouble && !lostSince) all.push(["watch", "Which alerts fire is not known: " + answer.alerts_trouble]);
    for (const s of answer.sources) if (isSilent(s)) all.push(["watch", s.source + " has been silent for " + span(s.silent_s) + "."]);
    return all;
  }

  function drawBanner() {
    const all = troubles();
    const banner = byId("banner");
    const text = all.map((one) => one[1]);
    const shown = text.slice(0, 4);
    if (text.length > 4) shown.push("and " + (text.length - 4) + " more");
    const now = shown.join("\n");
    if (banner.dataset.text !== now) {
      banner.dataset.text = now;
      banner.replaceChildren(...shown.map((line) => make("p", "", line)));
    }
    banner.hidden = !all.length;
    banner.className = all.some((one) => one[0] === "bad") ? "" : "watch";
  }

  function drawHero() {
    const hero = byId("hero");
    const stale = lostSince || frameAge === null || frameAge > STALE_S;
    const state = last("state"), coherence = last("coherence"), fresh = known(last("now_fresh")) ? last("now_fresh") : last("fresh"), mode = known(last("now_mode")) ? last("now_mode") : last("mode");
    let word, advice, code;
    if (stale) {
      word = answer ? "No data" : "Connecting";
      code = "stale";
      advice = lostSince ? "lumenctl serve does not answer: what runs is not known." : frameAge === null ? "No frame has been seen. The banner tells why." : "The newest frame is " + span(frameAge) + " old.";
    } else if (known(state)) {
      [code, word, advice] = STATES[state] || ["?", "State " + state, ""];
    } else { code = "none"; word = "Listening"; advice = "No bridge runs: the group is measured, and nothing is played to it."; }
    const parts = [];
    if (known(coherence)) parts.push(coherence.toFixed(2));
    if (known(fresh)) parts.push(count(fresh) + " of " + count(Math.max(channels, fresh)) + " fresh");
    if (known(mode) && mode > 0 && MODES[mode]) parts.push(MODES[mode][1].toLowerCase());
    hero.dataset.state = code;
    put(byId("word"), word);
    put(byId("detail"), (stale && parts.length ? "last: " : "") + parts.join(", ") + (code.startsWith("E") ? " (" + code + ")" : ""));
    put(byId("advice"), advice);
    // Read out when the state changes, not with every number.
    if (code !== spoken) { spoken = code; put(byId("spoken"), word + ". " + advice); }
    document.title = word + (known(coherence) && !stale ? " " + coherence.toFixed(2) : "") + " · " + (tenant || "Lumen");
  }

  function drawTenants() {
    const nav = byId("tenants");
    const now = names.join("\n") + "\n\n" + tenant;
    if (nav.dataset.names === now) return;
    nav.dataset.names = now;
    nav.replaceChildren(...names.slice(0, 12).map((name) => {
      const link = make("a", "", name);
      link.href = href(name);
      if (name === tenant) link.setAttribute("aria-current", "page");
      return link;
    }));
    if (names.length > 12) nav.append(make("span", "none", "and " + (names.length - 12) + " more by ?tenant="));
  }
  const href = (name) => "?tenant=" + encodeURIComponent(name) + (root.classList.contains("stage") ? "&stage=1" : "");

  // ---- figures

  const cards = FIGURES.map((figure) => {
    const card = make("section", "card figure" + (figure.wide ? " wide" : ""));
    const head = make("div", "head");
    const title = make("h2", "", figure.title);
    const legend = make("small", "", "");
    title.append(" ", legend);
    card.hidden = Boolean(figure.optional);
    const value = make("span", "value", "–");
    const verdict = make("span", "verdict none", "not given");
    head.append(title, verdict, value);
    const plot = make("div", "plot");
    plot.setAttribute("aria-hidden", "true");
    card.append(head, plot);
    byId("figures").append(card);
    return { figure, value, verdict, plot, chart: null, title, legend, card };
  });

  function source(figure) {
    return series[figure.key].some(known) || !figure.other ? figure.key : figure.other;
  }

  // Where the figure is that of frames, what is known of it at once beside them.
  function ofNow(figure, key) {
    return figure.now && (!figure.other || key === figure.other) && series[figure.now].some(known) ? figure.now : null;
  }

  // Frames are known that much later than now: moved back by it, both stand at their own time.
  function moved(values) {
    const lead = last("now_lead") || 0;
    const all = new Array(at.length).fill(null);
    let from = 0;
    for (let i = 0; i < at.length; i++) {
      while (from < at.length && at[from] < at[i] + lead) from++;
      if (from < at.length && at[from] - at[i] - lead < 3) all[i] = values[from];
    }
    return all;
  }

  function limits(figure, low, high) {
    if (figure.range) return figure.range;
    if (low === null || high === null) return [0, figure.least || 1];
    if (figure.pad) return [low - figure.pad, high + figure.pad];
    return [0, Math.min(figure.most, Math.max(figure.least, high * 1.15))];
  }

  function chart(card) {
    const { figure, plot } = card;
    const ink = colour("--soft"), grid = colour("--line"), font = "12px system-ui, sans-serif";
    const narrow = plot.clientWidth < 260;
    const marks = (u) => {
      const ratio = uPlot.pxRatio, c = u.ctx, box = u.bbox;
      c.save();
      c.strokeStyle = ink; c.fillStyle = ink; c.lineWidth = ratio; c.setLineDash([5 * ratio, 5 * ratio]);
      c.font = 11 * ratio + "px system-ui, sans-serif"; c.textAlign = "left";
      const lines = figure.marks.slice();
      if (figure.key === "coherence" && known(last("chance"))) lines.push([last("chance"), "chance " + last("chance").toFixed(2), "right"]);
      for (const [level, name, side] of lines) {
        const y = u.valToPos(level, "y", true);
        if (y < box.top || y > box.top + box.height) continue;
        c.beginPath(); c.moveTo(box.left, y); c.lineTo(box.left + box.width, y); c.stroke();
        c.textAlign = side || "left";
        c.fillText(name, side ? box.left + box.width - 4 * ratio : box.left + 4 * ratio, y - 6 * ratio < box.top + 10 * ratio ? y + 14 * ratio : y - 6 * ratio);
      }
      c.restore();
    };
    return new uPlot({
      width: Math.max(60, plot.clientWidth), height: plot.clientHeight || 118,
      legend: { show: false }, cursor: { show: false }, select: { show: false },
      padding: [8, 20, 0, 0],
      scales: {
        x: { time: true, range: () => { const now = answer ? answer.now / 1000 : Date.now() / 1000; return [now - KEPT_S, now]; } },
        y: { range: (u, low, high) => limits(figure, low, high) },
      },
      axes: [
        { stroke: ink, font, size: 24, grid: { stroke: grid, width: 1 }, ticks: { show: false }, space: 80,
          splits: (u, i, min, max) => { const all = []; const step = narrow ? 300 : 120; for (let t = Math.floor(max / step) * step; t >= min; t -= step) all.unshift(t); return all; },
          values: (u, all) => all.map((t) => new Date(t * 1000).toTimeString().slice(0, 5)) },
        { stroke: ink, font, size: 46, grid: { stroke: grid, width: 1 }, ticks: { show: false }, space: 28, values: (u, all) => all.map((v) => String(+v.toFixed(3))) },
      ],
      series: [
        {},
        { stroke: colour("--soft"), width: 2, alpha: 0.55, points: { show: false }, spanGaps: false },
        { stroke: colour(figure.colour), width: 2.5, points: { show: false }, spanGaps: false },
      ],
      hooks: { draw: [marks] },
    }, [[], [], []], plot);
  }

  function drawFigures() {
    for (const card of cards) {
      const { figure } = card;
      const key = source(figure);
      const now = ofNow(figure, key);
      const v = last(now || key);
      if (figure.optional) card.card.hidden = !series[key].some(known);
      if (card.card.hidden) continue;
      put(card.legend, now ? "now, and behind it the frames" : "");
      const stale = lostSince || frameAge === null || frameAge > STALE_S;
      put(card.value, known(v) ? v.toFixed(figure.digits) : "–");
      if (known(v) && figure.unit) { const unit = make("small", "", " " + figure.unit); card.value.append(unit); }
      const [how, word] = !known(v) ? ["none", "not given"] : stale ? ["none", "old"] : figure.words(v);
      card.verdict.className = "verdict " + how;
      put(card.verdict, word);
      if (!card.chart) card.chart = chart(card);
      card.chart.setData(now ? [at, moved(series[key]), series[now]] : [at, at.map(() => null), series[key]]);
    }
  }

  // ---- bands

  const SVG = "http://www.w3.org/2000/svg";
  function shape(tag, attributes) {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  }

  function runs(values) {
    const all = [];
    for (let i = 0; i < at.length; i++) {
      const v = values[i];
      if (!known(v)) continue;
      const before = all[all.length - 1];
      if (before && before.value === v && at[i] - before.to < 6) before.to = at[i];
      else all.push({ value: v, from: at[i], to: at[i] });
    }
    for (let i = 0; i + 1 < all.length; i++) if (all[i + 1].from - all[i].to < 6) all[i].to = all[i + 1].from;
    return all;
  }

  function band(id, values, look) {
    const svg = byId(id), width = svg.clientWidth, height = 34;
    const now = answer ? answer.now / 1000 : Date.now() / 1000;
    const x = (t) => Math.max(0, Math.min(width, (1 - (now - t) / KEPT_S) * width));
    const nodes = [], said = [];
    for (const run of runs(values)) {
      const [name, fill, pattern, short] = look(run.value);
      const from = x(run.from), to = Math.max(x(run.to), from + 2);
      const group = shape("g", {});
      const title = shape("title", {});
      title.textContent = name + ", " + span(run.to - run.from);
      group.append(title, shape("rect", { x: from, y: 0, width: to - from, height, class: "c" + fill }), shape("rect", { x: from, y: 0, width: to - from, height, class: pattern }));
      const label = [name, short].find((text) => to - from > 8 * text.length + 10);
      if (label) {
        const text = shape("text", { x: from + 7, y: 22 });
        text.textContent = label;
        group.append(text);
      }
      nodes.push(group);
      said.push(name + " for " + span(run.to - run.from));
    }
    svg.replaceChildren(...nodes);
    svg.setAttribute("aria-label", said.slice(-5).join(", then ") || "nothing is known");
  }

  function drawBands() {
    band("states", series.state, (v) => STATES[v] ? [STATES[v][0] + " " + STATES[v][1].toLowerCase(), v, STATES[v][3], STATES[v][0]] : ["?", 0, "plain", "?"]);
    const mode = (v) => MODES[v] ? [MODES[v][1].toLowerCase(), MODES[v][2], MODES[v][3], MODES[v][0]] : ["?", 0, "plain", "?"];
    byId("now-band").hidden = !series.now_mode.some(known);
    if (!byId("now-band").hidden) band("now-modes", series.now_mode, mode);
    band("modes", series.mode, mode);
  }
  byId("legend").replaceChildren(...STATES.map((state) => make("li", "", state[0] + " " + state[1].toLowerCase())));

  // ---- streams and evidence

  function drawStreams() {
    const rows = answer ? answer.sources : [];
    const body = byId("streams");
    while (body.rows.length > rows.length) body.deleteRow(-1);
    rows.forEach((row, i) => {
      const line = body.rows[i] || body.insertRow();
      while (line.cells.length < 3) line.insertCell();
      put(line.cells[0], row.source);
      put(line.cells[1], row.per_second >= 10 ? row.per_second.toFixed(0) : row.per_second.toFixed(1));
      const age = row.silent_s;
      put(line.cells[2], age === null ? "not since this page is served" : age < 3 ? "now" : span(age) + " ago" + (isSilent(row) ? ", silent" : ""));
      line.cells[2].className = isSilent(row) ? "bad" : "";
    });
    if (!rows.length) { const line = body.insertRow(); line.insertCell().textContent = "none yet"; line.insertCell(); line.insertCell(); }
  }

  let since = 0, entries = [], evidenceNote = "";
  async function evidence() {
    let wait = EVIDENCE_MS;
    try {
      if (answer && !answer.evidence) {
        evidenceNote = "Not served: lumenctl serve was started without --run, the folder of the results.";
        if (!paused) drawEvidence();
      } else if (tenant) {
        let path = "/evidence/bundle?tenant=" + encodeURIComponent(tenant) + (since ? "&since=" + since.toFixed(6) : "");
        for (let page = 0; path && page < 20; page++) {
          const reply = await fetch(path, { signal: AbortSignal.timeout(8000) });
          if (!reply.ok) {
            evidenceNote = (await reply.json()).hint;
            wait = 1000 * (Number(reply.headers.get("Retry-After")) || 30);
            break;
          }
          evidenceNote = "";
          add(await reply.text());
          path = reply.headers.get("X-Next");
        }
        if (!paused) drawEvidence();
      } else { wait = 500; }
    } catch (e) { evidenceNote = "The evidence does not come."; }
    setTimeout(evidence, wait);
  }

  function add(text) {
    const there = new Set(entries.map((one) => one.id));
    for (const line of text.split("\n")) {
      if (!line) continue;
      const one = JSON.parse(line);
      if (!there.has(one.id)) { entries.push(one); since = Math.max(since, one.ts); }
    }
    if (entries.length > FEED) entries.splice(0, entries.length - FEED);
  }

  function drawEvidence() {
    const list = byId("evidence");
    const now = evidenceNote + entries.length + (entries.length ? entries[entries.length - 1].id : "");
    if (list.dataset.now === now) return;
    list.dataset.now = now;
    const nodes = [];
    if (evidenceNote || !entries.length) nodes.push(make("li", "note", evidenceNote || "Nothing yet. Evidence comes with each checkpoint."));
    for (let i = entries.length - 1; i >= 0; i--) {
      const one = entries[i];
      const item = make("li");
      item.append(make("time", "", new Date(one.ts * 1000).toISOString().slice(11, 19)), make("b", one.kind === "risk" ? "risk" : "", one.kind));
      item.append(make("span", "", [one.risk || one.rule, one.quote && "“" + one.quote + "”", one.action].filter(Boolean).join(" · ")));
      nodes.push(item);
    }
    list.replaceChildren(...nodes);
  }

  // ---- all of it

  function draw() {
    drawTenants(); drawBanner(); drawHero(); drawFigures(); drawBands(); drawStreams();
    const page = lostSince ? "not connected" : answer ? "connected, " + names.length + " tenant" + (names.length === 1 ? "" : "s") + ", frame " + (frameAge === null ? "none" : span(frameAge) + " old") : "connecting";
    put(byId("status"), page + (answer && answer.tenants_left_out ? ", " + answer.tenants_left_out + " tenants not shown" : ""));
  }

  function pause() {
    paused = !paused;
    byId("pause").setAttribute("aria-pressed", String(paused));
    put(byId("pause").lastElementChild, paused ? "Paused, go on" : "Pause");
    if (paused) put(byId("status"), "paused at " + new Date().toTimeString().slice(0, 8)); else { draw(); drawEvidence(); }
  }

  function redo() {
    cards.forEach((card) => { if (card.chart) { card.chart.destroy(); card.chart = null; } });
    draw();
  }

  function stage() {
    const on = root.classList.toggle("stage");
    byId("stage").setAttribute("aria-pressed", String(on));
    byId("tenants").dataset.names = "";
    const now = new URL(location.href);
    if (on) now.searchParams.set("stage", "1"); else now.searchParams.delete("stage");
    history.replaceState(null, "", now);
    redo();
  }

  byId("pause").addEventListener("click", pause);
  byId("stage").addEventListener("click", stage);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target instanceof HTMLButtonElement;
    if (event.key === " " && !onButton && !event.target.closest("[tabindex]")) { event.preventDefault(); pause(); }
    else if (event.key === "s" || event.key === "S") stage();
    else if (/^[1-9]$/.test(event.key) && names[event.key - 1]) location.search = href(names[event.key - 1]);
  });
  let width = 0;
  new ResizeObserver(() => {
    if (innerWidth !== width) { width = innerWidth; cards.forEach((card) => { if (card.chart) card.chart.setSize({ width: Math.max(60, card.plot.clientWidth), height: card.plot.clientHeight }); }); if (answer) drawBands(); }
  }).observe(document.body);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redo);
  if (asked.get("stage")) { root.classList.add("stage"); byId("stage").setAttribute("aria-pressed", "true"); }
  draw();
  poll();
  evidence();
})();
