// In the meeting room: «Other …» on a seat picks that seat in the form below, without a new page. And when the item has
// moved on, a member who has written nothing gets the new page; what is half written stays until its writer has looked.

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

document.addEventListener("htmx:afterSettle", () => {
  if (document.querySelector("#live [data-outdated]") && !isWritten(document.querySelector("#position form"))) location.reload();
});

function isWritten(form) {
  return [...(form?.elements ?? [])].some((field) =>
    field.type === "radio" ? field.checked !== field.defaultChecked : field.type !== "hidden" && field.value !== (field.defaultValue ?? field.value),
  );
}
