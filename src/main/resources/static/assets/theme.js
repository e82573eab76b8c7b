// Runs before the first paint: a viewer who follows the machine gets the machine's theme without a flash.
(function () {
  var root = document.documentElement;
  if (root.dataset.theme !== 'auto') return;
  var dark = window.matchMedia('(prefers-color-scheme: dark)');
  var apply = function () { root.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light'); };
  apply();
  dark.addEventListener('change', apply);
})();
