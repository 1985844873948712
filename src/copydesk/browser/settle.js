// Waits until the page has settled, or its patience is over, and gives back what it is still doing. It runs apart
// from the page's scripts, where nothing that they overwrite is there; watch.js, which runs among them, counts
// their work, and is asked for it by events that no page knows the names of.
({ secret, typefaces, arrivals, frame }) => {
  const ask = (what) => {
    let told = null;
    const hear = (event) => (told = event.detail);
    addEventListener(`${secret}-answer`, hear);
    dispatchEvent(new CustomEvent(`${secret}-${what}`));
    removeEventListener(`${secret}-answer`, hear);
    return told;
  };

  // A page's own typefaces change where everything stands when they come. Browsers themselves wait for one for
  // three seconds, then show the text in another.
  let since = 0;
  const awaitsTypeface = () => {
    if (!document.fonts || document.fonts.status !== "loading") return (since = 0);
    since ||= performance.now();
    return performance.now() - since < typefaces;
  };
  // What moves for a time is brought to its end, and what moves for ever stands still as it does without moving.
  // Pictures that have become lazy, or got their address, after they were put into the page come at once as well.
  const arrive = () => {
    let arrived = !!ask("hasten");
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
  const idle = (callback) => (window.requestIdleCallback ? requestIdleCallback(callback, { timeout: 50 }) : setTimeout(callback, 20));
  let seen = true;
  const idleAfterFrame = (callback) => {
    let waiting = 2;
    const over = () => --waiting || idle(callback);
    setTimeout(over, 17);
    const root = document.documentElement;
    if (!seen || !root) return over();
    let drawn = false;
    const draws = () => drawn || ((drawn = true), over());
    const sight = new IntersectionObserver(() => (sight.disconnect(), draws()));
    sight.observe(root);
    setTimeout(() => drawn || ((seen = false), draws()), frame);
  };
  const settle = (patience) => new Promise((resolve) => {
    const end = performance.now() + patience;
    let counted = -1, rounds = 0;
    let work = ask("look");
    const outstanding = () => {
      work = ask("look");
      if (work && work.flood) return `flooding the browser with ${work.flood}`;
      if (document.readyState === "loading") return "still loading the document";
      if (!work) return "";
      if (work.size) return `still waiting for ${work.name}${work.size > 1 ? ` and ${work.size - 1} more` : ""}`;
      if (awaitsTypeface()) return "still waiting for a typeface";
      return work.changes !== counted ? "still changing" : "";
    };
    const look = () => {
      const busy = outstanding();
      if (!busy && (rounds++ >= arrivals || !arrive())) return resolve("");
      if (performance.now() >= end || (work && work.flood)) return resolve(busy);
      counted = !work || work.size ? -1 : work.changes;
      if (document.readyState === "loading" || (work && work.size)) setTimeout(look, 4);
      else idleAfterFrame(look);
    };
    // Where nobody answers, the page runs no scripts, and what it has to show is there when it is loaded.
    if (!work && document.readyState !== "loading") return resolve("");
    look();
    // An idle moment may never come on a page that never rests, and a page can end all timers that there are.
    AbortSignal.timeout(Math.ceil(patience)).addEventListener("abort", () => resolve(outstanding()));
  });
  return { settle, ask };
}
