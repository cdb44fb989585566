(function () {
  "use strict";
  var shown = document.currentScript.dataset.version;
  new EventSource("/-/version").onmessage = function (event) {
    if (event.data !== shown) { location.reload(); }
  };
}());
