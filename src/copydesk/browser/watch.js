// Runs in every document before the page's own scripts, and among them. It sets the clock and counts what the page
// is still doing, so that the visit can wait for "nothing left to do" instead of waiting for time to pass. What it
// needs later it keeps now: a page may put anything in the place of what a browser has, and name its forms as it likes.
(config) => {
  const native = {
    Date, URL, Request, Node: Node.prototype, CustomEvent, String, Uint8Array, setTimeout: window.setTimeout.bind(window),
    now: window.performance.now.bind(window.performance),
    apply: Reflect.apply, construct: Reflect.construct, get: Reflect.get, imul: Math.imul, floor: Math.floor, min: Math.min,
    stringify: JSON.stringify, hasOwn: Object.hasOwn, Promise, then: Promise.prototype.then,
    dispatch: window.dispatchEvent.bind(window),
    ErrorEvent, message: Object.getOwnPropertyDescriptor(ErrorEvent.prototype, "message").get,
    listen: EventTarget.prototype.addEventListener, slice: String.prototype.slice, split: String.prototype.split, exec: RegExp.prototype.exec,
    all: Document.prototype.querySelectorAll.bind(document), within: Element.prototype.querySelectorAll,
  };
  const { apply, get } = native;
  const slice = (text, from, to) => apply(native.slice, text, [from, to]);
  const { all } = native;
  // The keys and values of what is under way, without anything that a page could have changed.
  const bound = (table) => {
    const own = {};
    for (const name of ["get", "set", "add", "has", "delete", "forEach"]) own[name] = table[name] && table[name].bind(table);
    return own;
  };

  // The clock starts at the site's moment and runs on: a page that waits for Date to advance must not hang.
  if (config.now !== null) {
    const now = () => native.floor(config.now + native.now());
    const parts = {
      construct: (target, args, self) => native.construct(target, args.length ? args : [now()], self),
      apply: () => new native.Date(now()).toString(),
      get: (target, name) => (name === "now" ? now : get(target, name)),
    };
    window.Date = new Proxy(native.Date, parts);
    native.Date.prototype.constructor = window.Date;
  }

  // Chance is drawn from the document's address: the same in every visit, and never the same twice in one.
  let state = 2166136261;
  for (const letter of location.href.split("#")[0]) state = Math.imul(state ^ letter.codePointAt(0), 16777619);
  const draw = () => {
    state = (state + 0x6d2b79f5) | 0;
    let drawn = native.imul(state ^ (state >>> 15), state | 1);
    drawn ^= drawn + native.imul(drawn ^ (drawn >>> 7), drawn | 61);
    return (drawn ^ (drawn >>> 14)) >>> 0;
  };
  Math.random = () => (draw() * 2 ** 21 + (draw() >>> 11)) / 2 ** 53;
  if (window.Crypto) {
    const { getRandomValues } = Crypto.prototype;
    Crypto.prototype.getRandomValues = function (array) {
      apply(getRandomValues, this, [array]); // refuses what has to be refused
      const bytes = new native.Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (let i = 0; i < bytes.length; i++) bytes[i] = draw() >>> 24;
      return array;
    };
    if (Crypto.prototype.randomUUID) {
      Crypto.prototype.randomUUID = function () {
        const bytes = this.getRandomValues(new native.Uint8Array(16));
        bytes[6] = (bytes[6] & 15) | 64;
        bytes[8] = (bytes[8] & 63) | 128;
        const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
        return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
      };
    }
  }
  // What floods the browser fills its memory, and is told no further than it is kept. A proxy counts the calls of a
  // function: nothing of this script stands below the page's own call, whose place is told with a line.
  const nothing = () => {};
  const limited = (call, may, instead) => new Proxy(call, {
    __proto__: null,
    get apply() {
      return may() ? undefined : instead;
    },
  });
  for (const name in console) {
    let said = 0;
    if (typeof console[name] === "function") console[name] = limited(console[name], () => said++ < config.lines, nothing);
  }
  let thrown = 0, spelled = 0, flood = "";
  const quiet = (event) => {
    if (event instanceof native.ErrorEvent) spelled += apply(native.message, event, []).length;
    if (thrown++ >= config.lines || spelled > config.text) event.preventDefault();
    if (thrown > config.errors) flood = "errors";
  };
  window.addEventListener("error", quiet);
  window.addEventListener("unhandledrejection", quiet);

  let asked = 0;
  const mayAsk = () => asked++ < config.requests;
  const cap = (refused) => {
    for (const [owner, name] of [[HTMLImageElement, "src"], [HTMLScriptElement, "src"], [HTMLIFrameElement, "src"], [HTMLLinkElement, "href"]]) {
      const source = Object.getOwnPropertyDescriptor(owner.prototype, name);
      source.set = limited(source.set, mayAsk, (set, node, given) => refused(given[0]));
      Object.defineProperty(owner.prototype, name, source);
    }
    XMLHttpRequest.prototype.send = limited(XMLHttpRequest.prototype.send, mayAsk, (send, request) => refused(request));
    window.fetch = limited(window.fetch, mayAsk, (fetch, self, given) => (refused(given[0]), new native.Promise(nothing)));
  };
  if (window !== window.top) return cap(nothing);

  // Third parties may answer when they like; only the site's own requests hold the visit up.
  const parts = (text, by) => apply(native.split, text, [by]);
  const matches = (pattern, text) => apply(native.exec, pattern, [text]) !== null;
  const site = (host) => {
    const names = parts(host, "."), count = matches(/^[\d.]+$/, host) ? 4 : 2;
    let name = "";
    for (let i = names.length > count ? names.length - count : 0; i < names.length; i++) name += `.${names[i]}`;
    return name;
  };
  const address = (url) => new native.URL(url, get(native.Node, "baseURI", document));
  // Of a stored page nothing is answered, and all that it asks for is told so at once.
  const own = (url) => {
    try {
      const { protocol, hostname } = address(url);
      return config.stored ? matches(/^https?:$/, protocol) : site(hostname) === site(location.hostname);
    } catch {
      return false;
    }
  };

  // Scripts of any other type are data to a browser, which does not fetch them.
  const SCRIPT_TYPE = /^$|^module$|^(text|application)\/(x-)?(java|ecma)script$/i;
  const work = bound(new Map()); // what is under way: a key for each piece of work, and its name for people
  const done = bound(new WeakSet()); // elements whose file has come, or will not
  const failed = bound(new Set()); // addresses of pictures that did not come: asking for one again brings no other
  let changes = 0;

  const loads = (node) => {
    if (node.tagName === "SCRIPT") return node.noModule || !matches(SCRIPT_TYPE, node.type) ? "" : node.src;
    if (node.tagName === "LINK" && node.rel === "stylesheet" && !node.disabled) return node.href;
    if (node.tagName === "IMG" && !node.complete) return failed.has(node.src) ? "" : node.currentSrc || node.src;
    return "";
  };
  // A lazy picture comes when the browser finds it near enough, which is another time in every visit: here it
  // comes at once. Its attribute is as the page has it again when it has come.
  const hastened = bound(new WeakSet());
  const expect = (node) => {
    if (node.tagName === "IMG" && node.loading === "lazy" && !node.complete) {
      hastened.add(node);
      node.loading = "eager";
    }
    const url = loads(node);
    if (url && !done.has(node) && own(url)) work.set(node, url);
  };
  const expectAll = (nodes) => {
    for (let i = 0; i < nodes.length; i++) expect(nodes[i]);
  };
  const { target: targetOf } = Object.getOwnPropertyDescriptors(Event.prototype);
  const finish = (event) => {
    const node = apply(targetOf.get, event, []);
    if (event.type === "error" && node.tagName === "IMG" && room > 0) failed.add(node.src);
    done.add(node);
    work.delete(node);
    if (hastened.delete(node)) node.loading = "lazy";
  };
  const listen = () => {
    apply(native.listen, document, ["load", finish, true]);
    apply(native.listen, document, ["error", finish, true]);
    for (const what in heard) apply(native.listen, window, [`${config.secret}-${what}`, answer]);
    apply(native.listen, window, ["beforeunload", leaves]);
    if (config.stored && window.navigation) apply(native.listen, window.navigation, ["navigate", stays]);
  };
  const observe = new MutationObserver((records) => {
    changes += records.length;
    for (let at = 0; at < records.length; at++) {
      const { type, target, attributeName, removedNodes, addedNodes } = records[at];
      if (target === document) listen();
      // A picture that is given another address has that one still to load.
      if (type === "attributes" && target.tagName === "IMG" && matches(/^src(set)?$/, attributeName)) {
        if (failed.has(target.src)) changes--;
        done.delete(target);
        expect(target);
      }
      for (let i = 0; i < removedNodes.length; i++) work.delete(removedNodes[i]);
      for (let i = 0; i < addedNodes.length; i++) {
        const node = addedNodes[i];
        if (get(native.Node, "nodeType", node) !== 1) continue;
        expect(node);
        if (get(native.Node, "firstChild", node)) expectAll(apply(native.within, node, ["script[src], link[rel=stylesheet], img"]));
      }
    }
  });
  observe.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });

  // What the site's API answers is kept, as the second source of what the page shows: JSON, within limits.
  let answers = [];
  let room = config.answers.all, answered = 0;
  const isJson = (type) => matches(/^application\/([\w.-]+\+)?json\b/i, type || "");
  const keep = (url, body) => {
    if (typeof body !== "string" || body.length > native.min(config.answers.one, room) || answered >= config.answers.count) return;
    room -= body.length;
    answered++;
    answers[answers.length] = { url: slice(url, 0, 4000), body };
  };

  const { open, send } = XMLHttpRequest.prototype;
  const addresses = bound(new WeakMap());
  XMLHttpRequest.prototype.open = function (method, url) {
    addresses.set(this, url);
    return apply(open, this, arguments);
  };
  XMLHttpRequest.prototype.send = function () {
    if (own(addresses.get(this))) {
      work.set(this, native.String(addresses.get(this)));
      apply(native.listen, this, ["loadend", () => {
        work.delete(this);
        if (this.status !== 200 || !isJson(this.getResponseHeader("content-type"))) return;
        if (this.responseType === "json") keep(this.responseURL, stringify(this.response));
        else if (!this.responseType || this.responseType === "text") keep(this.responseURL, this.responseText);
      }]);
    }
    return apply(send, this, arguments);
  };

  // A fetch is answered when its body has come: the resource's timing is written then.
  const { fetch } = window;
  const bodies = bound(new Map());
  new PerformanceObserver((list) => {
    const entries = list.getEntries();
    for (let i = 0; i < entries.length; i++) {
      const keys = bodies.get(entries[i].name);
      if (keys && keys.from < keys.to) work.delete(keys[keys.from++]);
    }
  }).observe({ type: "resource", buffered: true });
  // The page's own reading of the answer is not touched: it may not have begun, and it may never.
  const copy = (response) => {
    if (response.bodyUsed || +response.headers.get("content-length") > config.answers.one) return;
    apply(native.then, response.clone().text(), [(body) => keep(response.url, body), () => {}]);
  };
  window.fetch = function (input, init) {
    const answer = apply(fetch, this, [input, init]);
    let url = "";
    try {
      url = parts(address(input instanceof native.Request ? input.url : input).href, "#")[0];
    } catch {
      return answer;
    }
    if (own(url)) {
      const key = {};
      work.set(key, url);
      const keys = bodies.get(url) || { from: 0, to: 0 };
      keys[keys.to++] = key;
      bodies.set(url, keys);
      apply(native.then, answer, [(response) => {
        if (!response.body) work.delete(key);
        else if (response.status === 200 && isJson(response.headers.get("content-type"))) copy(response);
      }, () => work.delete(key)]);
    }
    return answer;
  };
  // The site's own requests are missed where they go nowhere. On a stored page none of them comes to anything.
  cap((what) => {
    const url = addresses.get(what) || (what instanceof native.Request ? what.url : what);
    if (!config.stored && own(url)) flood = "requests";
  });

  // A short timer that the page has set is work to come. One that keeps setting the next (a clock, an
  // animation) is not: after three in a chain they no longer count. Whether what does not count comes before the page
  // is read would be for the machine to say: on a stored page it never comes, as on a machine that is fast enough.
  let depth = 0;
  const { setTimeout, clearTimeout, setInterval } = window;
  window.setTimeout = function (callback, delay = 0, ...args) {
    if (typeof callback !== "function" || delay > config.shortTimer || depth >= 3) {
      if (config.stored) arguments[0] = nothing;
      return apply(setTimeout, window, arguments);
    }
    const level = depth + 1;
    arguments[0] = () => {
      work.delete(id);
      const outer = depth;
      depth = level;
      try {
        apply(callback, window, args);
      } finally {
        depth = outer;
      }
    };
    const id = apply(setTimeout, window, arguments);
    work.set(id, `a timer of ${delay} ms`);
    return id;
  };
  window.clearTimeout = function (id) {
    work.delete(id);
    return apply(clearTimeout, window, [id]);
  };
  if (config.stored) {
    window.setInterval = function () {
      arguments[0] = nothing;
      return apply(setInterval, window, arguments);
    };
  }

  // Pop-ups are kept shut as a reader's browser keeps them shut, and told.
  let opened = [];
  window.open = (url = "") => {
    if (opened.length < config.popups) opened[opened.length] = slice(native.String(url), 0, 1000);
    return null;
  };

  // A page that is being left is not settled. Some are not left after all: a download, an e-mail address.
  const leaves = () => {
    work.set("leaving", "the next page");
    native.setTimeout(() => work.delete("leaving"), config.leaving);
  };
  // A stored page stays: there is nowhere to go, and on its way there it would be read as far as it has come.
  const stays = (event) => {
    if (event.cancelable && !event.hashChange) event.preventDefault();
  };

  // Some pages change how their objects are written as JSON, which is theirs to do, but not for what we write.
  const prototypes = [Object.prototype, Array.prototype];
  const stringify = (value) => {
    const kept = [];
    for (let i = 0; i < 2; i++) {
      if (!native.hasOwn(prototypes[i], "toJSON")) continue;
      kept[i] = prototypes[i].toJSON;
      delete prototypes[i].toJSON;
    }
    const text = native.stringify(value);
    for (let i = 0; i < 2; i++) if (kept[i]) prototypes[i].toJSON = kept[i];
    return text;
  };

  const answer = (event) => native.dispatch(new native.CustomEvent(`${config.secret}-answer`, { detail: heard[slice(event.type, config.secret.length + 1)]() }));

  // What is asked for from outside of the page's scripts, and answered at once. `document.open` takes all listeners.
  const heard = {
    look: () => {
      let name = "", size = 0;
      work.forEach((one) => {
        name ||= one;
        size++;
      });
      return { name: slice(name, 0, 200), size, changes, flood };
    },
    // Lazy pictures that are not there yet come at once; whether there was one.
    hasten: () => {
      const pictures = all("img[loading=lazy]");
      let hastened = false;
      for (let i = 0; i < pictures.length; i++) {
        if (pictures[i].complete) continue;
        expect(pictures[i]);
        hastened = true;
      }
      return hastened;
    },
    told: () => {
      const told = { opened, answers };
      opened = [];
      answers = [];
      return told;
    },
  };
  listen();
}
