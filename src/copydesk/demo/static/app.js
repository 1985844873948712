// Lantern's modules. Each controller owns one module of the page and reads one JSON endpoint.
"use strict";

const lantern = angular.module("lantern", []);

lantern.config(["$compileProvider", ($compileProvider) => $compileProvider.debugInfoEnabled(false)]);

// Section titles by slug, in the order of the filter.
const TITLES = Object.fromEntries(
  [...document.querySelectorAll(".filter-option")].map((label) => [label.querySelector("input").value, label.textContent.trim()]),
);

// Adds items, which come newest first, to groups of a day each.
function addToGroups(groups, items) {
  for (const item of items) {
    const last = groups[groups.length - 1];
    if (last && last.group_date === item.group_date) {
      last.items.push(item);
    } else {
      groups.push({ group_date: item.group_date, suffix: item.suffix, items: [item] });
    }
  }
}

lantern.controller("FeedPanel", ["$attrs", "$http", "$scope", "$window", function ($attrs, $http, $scope, $window) {
  const panel = this;
  const inUrl = "urlState" in $attrs;
  let request = 0;

  Object.assign(panel, {
    tab: "all", sections: [], query: "", searched: "", draft: {}, filterOpen: false,
    groups: [], total: 0, cursor: null, loading: false, failed: false, place: 0,
  });

  panel.isNews = () => panel.tab === "all" || panel.tab === "feed" || (panel.tab === "search" && panel.searched);
  panel.isEmpty = () => panel.isNews() && !panel.loading && !panel.failed && !panel.groups.length;
  panel.chosen = () => panel.sections.map((slug) => TITLES[slug] || slug).join(", ");
  panel.encode = encodeURIComponent;

  panel.show = (tab) => { panel.tab = tab; panel.filterOpen = false; remember(); load(); };
  panel.toggleFilter = () => { panel.filterOpen = !panel.filterOpen; syncDraft(); };
  panel.apply = () => filterBy(Object.keys(TITLES).filter((slug) => panel.draft[slug]));
  panel.clear = () => filterBy([]);
  panel.search = (words) => {
    panel.query = words || panel.query;
    panel.searched = panel.query.trim();
    remember();
    load();
  };
  panel.loadMore = () => fetchPage(panel.cursor);

  function filterBy(sections) {
    panel.sections = sections;
    panel.filterOpen = false;
    syncDraft();
    remember();
    load();
  }

  function syncDraft() {
    panel.draft = Object.fromEntries(panel.sections.map((slug) => [slug, true]));
  }

  // The address carries the tab, the filter and the search, so that reload, Back and Forward keep them.
  function remember() {
    if (!inUrl) return;
    const search = new URLSearchParams();
    if (panel.tab !== "all") search.set("tab", panel.tab);
    if (panel.sections.length) search.set("sections", panel.sections.join(","));
    if (panel.searched) search.set("q", panel.searched);
    const text = search.toString().replaceAll("%2C", ",");
    const address = $window.location.pathname + (text ? "?" + text : "");
    if (address !== $window.location.pathname + $window.location.search) {
      $window.history.pushState(null, "", address);
    }
    panel.place = 0;
  }

  function recall() {
    const search = new URLSearchParams($window.location.search);
    panel.tab = search.get("tab") || "all";
    panel.sections = (search.get("sections") || "").split(",").filter(Boolean);
    panel.query = panel.searched = search.get("q") || "";
    panel.place = ($window.history.state || {}).place || 0;
    syncDraft();
  }

  function load() {
    request += 1;
    Object.assign(panel, { groups: [], cursor: null, failed: false, loading: false });
    if (panel.tab === "sections") fetchList("/api/sections", "sectionList");
    else if (panel.tab === "topics") fetchList("/api/topics", "topicList");
    else if (panel.tab === "search" && !panel.searched) fetchList("/api/searches", "searches");
    else fetchPage(null);
  }

  function fetchList(address, name) {
    get(address, {}, (data) => { panel[name] = data.items; });
  }

  function fetchPage(before) {
    // Back from a story brings as much of the list as was there.
    const params = { tab: panel.tab, limit: before ? $attrs.size : Math.max($attrs.size, panel.place) };
    const sections = $attrs.fixed || panel.sections.join(",");
    if (sections) params.sections = sections;
    if (panel.tab === "search") params.q = panel.searched;
    if (before) params.before = before;
    get("/api/feed", params, (data) => {
      addToGroups(panel.groups, data.items);
      panel.total = data.total;
      panel.cursor = data.cursor;
      if (inUrl && before) {
        const place = panel.groups.reduce((sum, group) => sum + group.items.length, 0);
        $window.history.replaceState({ place }, "");
      }
    });
  }

  // An answer that comes after the reader has asked for something else is dropped.
  function get(address, params, use) {
    const mine = ++request;
    panel.loading = true;
    panel.failed = false;
    $http.get(address, { params }).then(
      (response) => { if (mine === request) { use(response.data); panel.loading = false; } },
      () => { if (mine === request) { panel.failed = true; panel.loading = false; } },
    );
  }

  if (inUrl) {
    recall();
    $window.addEventListener("popstate", () => $scope.$apply(() => { recall(); load(); }));
  }
  load();
}]);

lantern.controller("Related", ["$attrs", "$http", function ($attrs, $http) {
  const related = this;
  const STEP = 4;
  let items = [];
  let shown = 0;
  related.groups = [];
  related.hasMore = () => shown < items.length;
  related.showMore = () => {
    addToGroups(related.groups, items.slice(shown, shown + STEP));
    shown += STEP;
  };
  $http.get("/api/related", { params: { slug: $attrs.slug } }).then((response) => {
    items = response.data.items;
    related.showMore();
  });
}]);

lantern.controller("MostRead", ["$attrs", "$http", function ($attrs, $http) {
  const popular = this;
  popular.show = (period) => {
    popular.period = period;
    $http.get("/api/most-read", { params: { period, without: $attrs.without } }).then((response) => {
      if (popular.period === period) popular.items = response.data.items;
    });
  };
  popular.show("now");
}]);

lantern.controller("Stories", ["$attrs", "$http", function ($attrs, $http) {
  const stories = this;
  stories.items = [];
  $http.get($attrs.source).then((response) => { stories.items = response.data.items; });
}]);

lantern.controller("Currency", ["$http", function ($http) {
  const money = this;
  let rates = {};
  Object.assign(money, { amount: 100, from: "EUR", to: "USD" });
  const factor = () => rates[money.to] / rates[money.from];
  money.rate = () => (rates[money.to] ? String(Number(factor().toPrecision(5))) : "");
  money.result = () => (rates[money.to] && money.amount >= 0 ? ((money.amount || 0) * factor()).toFixed(2) : "");
  money.swap = () => {
    const result = Number(money.result());
    [money.from, money.to] = [money.to, money.from];
    money.amount = result;
  };
  $http.get("/api/currency").then((response) => { rates = response.data.rates; });
}]);

lantern.controller("City", ["$http", "$window", function ($http, $window) {
  const city = this;
  const KEY = "lantern.city";
  city.open = false;
  city.choose = (option) => {
    city.current = option;
    city.open = false;
    $window.localStorage.setItem(KEY, option.name);
  };
  $http.get("/api/cities").then((response) => {
    city.options = response.data.items;
    const name = $window.localStorage.getItem(KEY);
    city.current = city.options.find((option) => option.name === name) || city.options[0];
  });
}]);

lantern.directive("backToTop", ["$window", ($window) => ({
  link: (scope, element) => {
    const update = () => element.toggleClass("is-shown", $window.scrollY > 500);
    $window.addEventListener("scroll", update, { passive: true });
    element.on("click", (event) => {
      event.preventDefault();
      $window.scrollTo({ top: 0 });
    });
    update();
  },
})]);

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  navigator.clipboard.writeText(button.dataset.copy).then(() => {
    button.textContent = "Copied";
  });
});
