(function () {
  "use strict";
  var table = document.getElementById("cases"), form = document.getElementById("controls");
  if (!table || !form) { return; }
  var body = table.tBodies[0], said = document.getElementById("count");
  var asked = ["q", "stands", "who", "sort"].map(function (id) { return document.getElementById(id); });
  var q = asked[0], stands = asked[1], who = asked[2], sort = asked[3];
  var rows = Array.prototype.map.call(body.rows, function (row, place) {
    var data = row.dataset;
    return {
      row: row, place: place, hidden: false, text: row.textContent.toLowerCase() + " " + data.words,
      stands: data.stands, who: data.who || "", days: data.days ? +data.days : -1,
      name: row.cells[1].textContent.toLowerCase()
    };
  });
  var orders = {
    "": function (a, b) { return a.place - b.place; },
    oldest: function (a, b) { return b.place - a.place; },
    slowest: function (a, b) { return b.days - a.days || a.place - b.place; },
    name: function (a, b) { return a.name < b.name ? -1 : a.name > b.name ? 1 : a.place - b.place; }
  };
  var sorted = "";
  function read() {
    var told = new URLSearchParams(location.hash.slice(1));
    asked.forEach(function (one) {
      one.value = told.get(one.id) || "";
      if (one.selectedIndex === -1) { one.value = ""; }
    });
  }
  function show() {
    var words = q.value.toLowerCase().split(/\s+/).filter(Boolean), count = 0;
    if (sort.value !== sorted) {
      sorted = sort.value;
      rows.sort(orders[sorted]);
      table.removeChild(body);
      rows.forEach(function (one) { body.appendChild(one.row); });
      table.appendChild(body);
    }
    rows.forEach(function (one) {
      var fits = (!stands.value || one.stands === stands.value) && (!who.value || one.who === who.value) &&
        words.every(function (word) { return one.text.indexOf(word) >= 0; });
      if (fits) { count += 1; }
      if (one.hidden === fits) { one.hidden = one.row.hidden = !fits; }
    });
    said.textContent = count === rows.length ? count + " cases" : count + " of " + rows.length + " cases";
  }
  function keep() {
    var told = new URLSearchParams();
    asked.forEach(function (one) { if (one.value.trim()) { told.set(one.id, one.value.trim()); } });
    var hash = told.toString();
    history.replaceState(null, "", hash ? "#" + hash : location.href.split("#")[0]);
    show();
  }
  asked.forEach(function (one) { one.addEventListener("input", keep); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(keep); });
  addEventListener("hashchange", function () { read(); show(); });
  form.hidden = false;
  read();
  show();
}());
