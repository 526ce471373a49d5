(function () {
  "use strict";
  var form = document.getElementById("filters");
  var items = Array.prototype.slice.call(document.querySelectorAll("[data-level]"));
  var groups = Array.prototype.slice.call(document.querySelectorAll("[data-group]"));

  function apply() {
    var levels = {};
    form.querySelectorAll("input:checked").forEach(function (box) { levels[box.value] = true; });
    var family = form.elements.family.value;
    var shown = 0;
    items.forEach(function (item) {
      var fits = levels[item.dataset.level] && (!family || item.dataset.family === family);
      item.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector("[data-level]:not([hidden])"); });
    form.querySelector("output").textContent = shown + " of " + items.length + " shown";
  }

  function reveal() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
      if (node.hidden) { node.hidden = false; }
    }
    target.scrollIntoView();
  }

  if (form && items.length) {
    form.hidden = false;
    form.addEventListener("change", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
  }
  document.addEventListener("click", function (event) {
    var mark = event.target.closest("[data-card]");
    if (mark && !String(getSelection())) { location.hash = mark.dataset.card; }
  });
  var folded = [];
  addEventListener("beforeprint", function () {
    folded = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    folded.forEach(function (one) { one.open = true; });
  });
  addEventListener("afterprint", function () { folded.forEach(function (one) { one.open = false; }); });
  addEventListener("hashchange", reveal);
  reveal();
})();
