// In the meeting room: «Other …» on a seat picks that seat in the form below, without a new page.

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-pick-seat]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const form = document.querySelector("#position form");
  const seat = form?.elements.seat;
  if (!seat || seat.type === "hidden") return;
  event.preventDefault();
  seat.value = link.dataset.pickSeat;
  form.querySelectorAll("[name=kind]").forEach((choice) => { choice.checked = choice.value === "object"; });
  form.scrollIntoView({ block: "center" });
  form.elements.text.focus({ preventScroll: true });
});
