import { describe, expect, test } from "vitest";
import { validateHome } from "../../src/sandbox/validator/validate-home.ts";
import { validateMessage } from "../../src/sandbox/validator/validate-message.ts";
import { validateOptionsAnswer } from "../../src/sandbox/validator/validate-options.ts";
import { validateView } from "../../src/sandbox/validator/validate-view.ts";
import { everyView } from "./every-view.ts";
import { SCRIPTS } from "./longest.ts";

describe.each(Object.entries(SCRIPTS))("with the longest data in %s, Slack shows", (_, script) => {
  const { modals, messages, homes, options } = everyView(script);

  test.each(Object.entries(modals))("the modal: %s", (_name, view) => {
    expect(validateView(view)).toEqual([]);
  });

  test.each(Object.entries(messages))("the message: %s", (_name, message) => {
    expect(validateMessage(message)).toEqual([]);
  });

  test.each(Object.entries(homes))("the Home tab: %s", (_name, view) => {
    expect(validateHome(view)).toEqual([]);
  });

  test.each(Object.entries(options))("the options: %s", (_name, answer) => {
    expect(validateOptionsAnswer(answer)).toEqual([]);
  });
});
