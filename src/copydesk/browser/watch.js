// Runs in every document before the page's own scripts. It sets the clock and counts what the page is still
// doing, so that the visit can wait for "nothing left to do" instead of waiting for time to pass.
(config) => {
  const native = {
    Date, setTimeout: window.setTimeout.bind(window),
    now: window.performance.now.bind(window.performance),
    style: window.getComputedStyle.bind(window),
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
  if (window !== window.top) return;

  // The visit before this one has left word that whatever is stored here is its own.
  try {
    if (sessionStorage.getItem(config.forget)) {
      sessionStorage.clear();
      localStorage.clear();
    }
  } catch {
    // A document without an origin has no storage.
  }

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
    if (node.tagName === "IMG" && node.loading !== "lazy" && !node.complete) return node.currentSrc || node.src;
    return "";
  };
  const expect = (node) => {
    const url = loads(node);
    if (url && !done.has(node) && own(url)) work.set(node, url);
  };
  const finish = (event) => {
    done.add(event.target);
    work.delete(event.target);
  };
  const observe = new MutationObserver((records) => {
    changes += records.length;
    for (const record of records) {
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

  // Settled: loaded, nothing under way, and from one idle moment to the next no change. Between the two lies
  // a timer as long as a frame: the page's own timers that are due by then run before it, however busy the
  // machine is.
  // Chromium may put an idle moment off for as long as nothing moves, hence its limit.
  const idle = (callback) => (native.idle ? native.idle(callback, { timeout: 50 }) : native.setTimeout(callback, 20));
  const idleAfterFrame = (callback) => native.setTimeout(() => idle(callback), 17);
  const settled = (patience) => new Promise((resolve) => {
    const end = native.now() + patience;
    let seen = -1;
    const outstanding = () => {
      if (document.readyState === "loading") return "still loading the document";
      const [name] = work.values();
      if (name !== undefined) {
        const more = work.size > 1 ? ` and ${work.size - 1} more` : "";
        return `still waiting for ${name.slice(0, 200)}${more}`;
      }
      return changes !== seen ? "still changing" : "";
    };
    const look = () => {
      const busy = outstanding();
      if (!busy) return resolve("");
      if (native.now() >= end) return resolve(busy);
      seen = work.size ? -1 : changes;
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
