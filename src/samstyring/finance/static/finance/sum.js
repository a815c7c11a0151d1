// Shows the running sum of the rows while they are typed. The page works without it: the sum is checked when it is saved.
(function () {
  "use strict";
  const place = document.querySelector("[data-money-sum]");
  const rows = document.querySelector("[data-money-rows]");
  if (!place || !rows) return;

  function ore(text) {
    const plain = text.replace(/kr\.?|nok/gi, "").replace(/[\s\u00a0\u202f]/g, "").replace(/[\u2212\u2013]/g, "-").replace(/,-$/, "");
    const [whole, part = ""] = plain.replace(/\.(?=\d{3}(\D|$))/g, "").split(/[,.]/);
    if (!/^-?\d+$/.test(whole) || !/^\d{0,2}$/.test(part)) return 0;
    const value = Math.abs(parseInt(whole, 10)) * 100 + parseInt(part.padEnd(2, "0") || "0", 10);
    return whole.startsWith("-") ? -value : value;
  }

  function kroner(value) {
    const digits = value % 100 ? 2 : 0;
    return new Intl.NumberFormat("nb-NO", { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value / 100) + "\u00a0kr";
  }

  function show() {
    let sum = 0;
    rows.querySelectorAll("[data-row]").forEach(function (row) {
      const going = row.querySelector('input[type="checkbox"][name$="-DELETE"]');
      const amount = row.querySelector('input[name$="-amount"]');
      if (amount && !(going && going.checked)) sum += ore(amount.value);
    });
    place.hidden = false;
    place.textContent = place.dataset.words + ": " + kroner(sum);
  }

  rows.addEventListener("input", show);
  rows.addEventListener("click", function () { window.setTimeout(show, 0); });
  show();
})();
