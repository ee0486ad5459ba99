// @ts-check
/** Pictures. One that may not or cannot be loaded is shown by its alternative text. */
import { h } from "../dom.js";

/**
 * @param {{ image_url?: string, slack_file?: unknown, alt_text: string }} image
 * @param {"thumb" | "tiny" | "full"} size
 */
export function picture(image, size) {
  const url = image.image_url ?? "";
  const allowed = /^(https:\/\/|data:image\/|\/)/.test(url) || url.startsWith(`${location.origin}/`);
  const stand = () =>
    h(
      "span",
      { class: `picture missing ${size}`, role: "img", "aria-label": image.alt_text, title: image.alt_text },
      image.alt_text,
    );
  // The content security policy would refuse any other.
  if (!allowed) return stand();
  const node = h("img", { class: `picture ${size}`, src: url, alt: image.alt_text });
  node.addEventListener("error", () => node.replaceWith(stand()));
  return node;
}
