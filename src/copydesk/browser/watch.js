// Runs in every document before the page's own scripts. It sets the clock and counts what the page is still
// doing, so that the visit can wait for "nothing left to do" instead of waiting for time to pass.
(config) => {
  const native = {
    Date, setTimeout: window.setTimeout.bind(window),
    now: window.performance.now.bind(window.performance),
    style: window.getComputedStyle.bind(window),
    Sight: window.IntersectionObserver,
    idle: window.requestIdleCallback ? window.requestIdleCallback.bind(window) : null,
  };

  // The clock starts at the site's moment and runs on: a page that waits for Date to advance must not hang.
  if (config.now !== null) {
    const now = () => Math.floor(config.now + native.now());
    const parts = {
      construct: (target, args, self) => Reflect.construct(target, args.length ? args : [now()], self),
      apply: () => new native.Date(now()).toString(),
      get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
    };
    window.Date = new Proxy(native.Date, parts);
    native.Date.prototype.constructor = window.Date;
  }

  // Chance is drawn from the document's address: the same in every visit, and never the same twice in one.
  let state = 2166136261;
  for (const letter of location.href.split("#")[0]) state = Math.imul(state ^ letter.codePointAt(0), 16777619);
  const draw = () => {
    state = (state + 0x6d2b79f5) | 0;
    let drawn = Math.imul(state ^ (state >>> 15), state | 1);
    drawn ^= drawn + Math.imul(drawn ^ (drawn >>> 7), drawn | 61);
    return (drawn ^ (drawn >>> 14)) >>> 0;
  };
  Math.random = () => (draw() * 2 ** 21 + (draw() >>> 11)) / 2 ** 53;
  if (window.Crypto) {
    const { getRandomValues } = Crypto.prototype;
    Crypto.prototype.getRandomValues = function (array) {
      getRandomValues.call(this, array); // refuses what has to be refused
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (let i = 0; i < bytes.length; i++) bytes[i] = draw() >>> 24;
      return array;
    };
    if (Crypto.prototype.randomUUID) {
      Crypto.prototype.randomUUID = function () {
        const bytes = this.getRandomValues(new Uint8Array(16));
        bytes[6] = (bytes[6] & 15) | 64;
        bytes[8] = (bytes[8] & 63) | 128;
        const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
        return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
      };
    }
  }
  if (window !== window.top) return;

  // Third parties may answer when they like; only the site's own requests hold the visit up.
  const site = (host) => host.split(".").slice(/^[\d.]+$/.test(host) ? -4 : -2).join(".");
  const own = (url) => {
    try {
      return site(new URL(url, document.baseURI).hostname) === site(location.hostname);
    } catch {
      return false;
    }
  };

  // Scripts of any other type are data to a browser, which does not fetch them.
  const SCRIPT_TYPE = /^$|^module$|^(text|application)\/(x-)?(java|ecma)script$/i;
  const work = new Map(); // what is under way: a key for each piece of work, and its name for people
  const done = new WeakSet(); // elements whose file has come, or will not
  let changes = 0;

  const loads = (node) => {
    if (node.tagName === "SCRIPT") return node.noModule || !SCRIPT_TYPE.test(node.type) ? "" : node.src;
    if (node.tagName === "LINK" && node.rel === "stylesheet" && !node.disabled) return node.href;
    if (node.tagName === "IMG" && !node.complete) return node.currentSrc || node.src;
    return "";
  };
  // A lazy picture comes when the browser finds it near enough, which is another time in every visit: here it
  // comes at once. Its attribute is as the page has it again when it has come.
  const hastened = new WeakSet();
  const expect = (node) => {
    if (node.tagName === "IMG" && node.loading === "lazy" && !node.complete) {
      hastened.add(node);
      node.loading = "eager";
    }
    const url = loads(node);
    if (url && !done.has(node) && own(url)) work.set(node, url);
  };
  const finish = (event) => {
    done.add(event.target);
    work.delete(event.target);
    if (hastened.delete(event.target)) event.target.loading = "lazy";
  };
  const observe = new MutationObserver((records) => {
    changes += records.length;
    for (const record of records) {
      // A picture that is given another address has that one still to load.
      if (record.type === "attributes" && record.target.tagName === "IMG" && /^src(set)?$/.test(record.attributeName)) {
        done.delete(record.target);
        expect(record.target);
      }
      for (const node of record.removedNodes) work.delete(node);
      for (const node of record.addedNodes) {
        if (node.nodeType !== 1) continue;
        expect(node);
        if (node.firstElementChild) node.querySelectorAll("script[src], link[rel=stylesheet], img").forEach(expect);
      }
    }
  });
  observe.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  document.addEventListener("load", finish, true);
  document.addEventListener("error", finish, true);

  // What the site's API answers is kept, as the second source of what the page shows: JSON, within limits.
  const answers = [];
  let room = config.answers.all, answered = 0;
  const isJson = (type) => /^application\/([\w.-]+\+)?json\b/i.test(type || "");
  const keep = (url, body) => {
    if (typeof body !== "string" || body.length > Math.min(config.answers.one, room) || answered >= config.answers.count) return;
    room -= body.length;
    answered++;
    answers.push({ url: url.slice(0, 4000), body });
  };

  const { open, send } = XMLHttpRequest.prototype;
  const addresses = new WeakMap();
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    addresses.set(this, url);
    return open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...args) {
    if (own(addresses.get(this))) {
      work.set(this, String(addresses.get(this)));
      this.addEventListener("loadend", () => {
        work.delete(this);
        if (this.status !== 200 || !isJson(this.getResponseHeader("content-type"))) return;
        if (this.responseType === "json") keep(this.responseURL, stringify(this.response));
        else if (!this.responseType || this.responseType === "text") keep(this.responseURL, this.responseText);
      });
    }
    return send.apply(this, args);
  };

  // A fetch is answered when its body has come: the resource's timing is written then.
  const { fetch } = window;
  const bodies = new Map();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const keys = bodies.get(entry.name);
      if (keys && keys.length) work.delete(keys.shift());
    }
  }).observe({ type: "resource", buffered: true });
  // The page's own reading of the answer is not touched: it may not have begun, and it may never.
  const copy = (response) => {
    if (response.bodyUsed || Number(response.headers.get("content-length")) > config.answers.one) return;
    response.clone().text().then((body) => keep(response.url, body), () => {});
  };
  window.fetch = function (input, init) {
    const answer = fetch.call(this, input, init);
    let url = "";
    try {
      url = new URL(input instanceof Request ? input.url : input, document.baseURI).href.split("#")[0];
    } catch {
      return answer;
    }
    if (own(url)) {
      const key = {};
      work.set(key, url);
      bodies.set(url, (bodies.get(url) || []).concat(key));
      answer.then((response) => {
        if (!response.body) work.delete(key);
        else if (response.status === 200 && isJson(response.headers.get("content-type"))) copy(response);
      }, () => work.delete(key));
    }
    return answer;
  };

  // A short timer that the page has set is work to come. One that keeps setting the next (a clock, an
  // animation) is not: after three in a chain they no longer count.
  let depth = 0;
  const { setTimeout, clearTimeout } = window;
  window.setTimeout = function (callback, delay = 0, ...args) {
    if (typeof callback !== "function" || delay > config.shortTimer || depth >= 3) {
      return setTimeout.call(window, callback, delay, ...args);
    }
    const level = depth + 1;
    const id = setTimeout.call(window, () => {
      work.delete(id);
      const outer = depth;
      depth = level;
      try {
        callback.apply(window, args);
      } finally {
        depth = outer;
      }
    }, delay);
    work.set(id, `a timer of ${delay} ms`);
    return id;
  };
  window.clearTimeout = function (id) {
    work.delete(id);
    return clearTimeout.call(window, id);
  };

  // Pop-ups are kept shut as a reader's browser keeps them shut, and told.
  const opened = [];
  window.open = (url = "") => {
    if (opened.length < config.popups) opened.push(String(url).slice(0, 1000));
    return null;
  };

  // A page that is being left is not settled. Some are not left after all: a download, an e-mail address.
  window.addEventListener("beforeunload", () => {
    work.set("leaving", "the next page");
    native.setTimeout(() => work.delete("leaving"), config.leaving);
  });

  // A page's own typefaces change where everything stands when they come. Browsers themselves wait for one for
  // three seconds, then show the text in another.
  let typefaces = 0;
  const awaitsTypeface = () => {
    if (!document.fonts || document.fonts.status !== "loading") return (typefaces = 0);
    typefaces ||= native.now();
    return native.now() - typefaces < config.typefaces;
  };
  // What moves for a time is brought to its end, and what moves for ever stands still as it does without moving.
  // Pictures that have become lazy, or got their address, after they were put into the page come at once as well.
  const arrive = () => {
    let arrived = false;
    for (const picture of document.querySelectorAll("img[loading=lazy]")) {
      if (picture.complete) continue;
      expect(picture);
      arrived = true;
    }
    for (const animation of document.getAnimations ? document.getAnimations() : []) {
      if (animation.playState !== "running" || animation.timeline !== document.timeline) continue;
      const { endTime } = animation.effect.getComputedTiming();
      if (endTime === Infinity || animation.playbackRate === 0) animation.cancel();
      else animation.finish();
      arrived = true;
    }
    return arrived;
  };

  // Settled: loaded, nothing under way, and from one idle moment to the next no change. Between the two lies
  // a timer as long as a frame: the page's own timers that are due by then run before it, however busy the
  // machine is. A frame is drawn as well, and told what is in sight in it, as pages wait for that to ask for more;
  // a window that nobody sees has no frames.
  // Chromium may put an idle moment off for as long as nothing moves, hence its limit.
  const idle = (callback) => (native.idle ? native.idle(callback, { timeout: 50 }) : native.setTimeout(callback, 20));
  let seen = true;
  const idleAfterFrame = (callback) => {
    let waiting = 2;
    const over = () => --waiting || idle(callback);
    native.setTimeout(over, 17);
    const root = document.documentElement;
    if (!seen || !root) return over();
    let drawn = false;
    const draws = () => drawn || ((drawn = true), over());
    const sight = new native.Sight(() => (sight.disconnect(), draws()));
    sight.observe(root);
    native.setTimeout(() => drawn || ((seen = false), draws()), config.frame);
  };
  const settled = (patience) => new Promise((resolve) => {
    const end = native.now() + patience;
    let counted = -1, rounds = 0;
    const outstanding = () => {
      if (document.readyState === "loading") return "still loading the document";
      const [name] = work.values();
      if (name !== undefined) {
        const more = work.size > 1 ? ` and ${work.size - 1} more` : "";
        return `still waiting for ${name.slice(0, 200)}${more}`;
      }
      if (awaitsTypeface()) return "still waiting for a typeface";
      return changes !== counted ? "still changing" : "";
    };
    const look = () => {
      const busy = outstanding();
      if (!busy && (rounds++ >= config.arrivals || !arrive())) return resolve("");
      if (native.now() >= end) return resolve(busy);
      counted = work.size ? -1 : changes;
      if (work.size || document.readyState === "loading") native.setTimeout(look, 4);
      else idleAfterFrame(look);
    };
    look();
    // An idle moment may never come on a page that never rests.
    native.setTimeout(() => resolve(outstanding()), patience);
  });
  // Some pages change how their objects are written as JSON, which is theirs to do, but not for what we write.
  const { stringify: write } = JSON;
  const stringify = (value) => {
    const meddled = [Object.prototype, Array.prototype].filter((prototype) => Object.hasOwn(prototype, "toJSON"));
    const kept = meddled.map((prototype) => prototype.toJSON);
    for (const prototype of meddled) delete prototype.toJSON;
    const text = write(value);
    meddled.forEach((prototype, i) => (prototype.toJSON = kept[i]));
    return text;
  };

  Object.defineProperty(window, "__copydesk", { value: Object.freeze({ settled, stringify, opened: () => opened.splice(0), answers: () => answers.splice(0), style: native.style }) });
}
