// @ts-check
/** An element's "Are you sure?". */
/** @import { ConfirmationDialog } from "@slack/types" */
/** @import { Names } from "./text/mrkdwn.js" */
import { h } from "./dom.js";
import { trapFocus } from "./focus.js";
import { paragraph, words } from "./text/text-object.js";

/**
 * @param {ConfirmationDialog} question
 * @param {Names} names
 * @returns {Promise<boolean>}
 */
export function confirmed(question, names) {
  const before = document.activeElement;
  return new Promise((resolve) => {
    /** @param {boolean} answer */
    const finish = (answer) => {
      dialog.close();
      dialog.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      resolve(answer);
    };
    const deny = h(
      "button",
      { type: "button", class: "button", onclick: () => finish(false) },
      words(question.deny) || "Cancel",
    );
    const confirm = h(
      "button",
      {
        type: "button",
        class: `button ${question.style === "danger" ? "danger" : "primary"}`,
        onclick: () => finish(true),
      },
      words(question.confirm) || "Yes",
    );
    const dialog = h(
      "dialog",
      {
        class: "modal confirm",
        role: "alertdialog",
        "aria-labelledby": "confirm-title",
        "aria-describedby": "confirm-text",
      },
      h("header", { class: "modal-head" }, h("h2", { id: "confirm-title" }, words(question.title) || "Are you sure?")),
      h("div", { class: "modal-body", id: "confirm-text" }, question.text ? paragraph(question.text, names) : null),
      h("footer", { class: "modal-foot" }, deny, confirm),
    );
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      finish(false);
    });
    trapFocus(dialog, () => finish(false));
    document.body.append(dialog);
    dialog.showModal();
    (question.style === "danger" ? deny : confirm).focus();
  });
}
