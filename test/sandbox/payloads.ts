/** Small pieces of Block Kit, of any size. */

export const x = (length: number) => "x".repeat(length);

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

export const plain = (length: number) => ({ type: "plain_text", text: x(length) });
export const mrkdwn = (length: number) => ({ type: "mrkdwn", text: x(length) });

export const option = (value: string, more: object = {}) => ({
  text: { type: "plain_text", text: value },
  value,
  ...more,
});
export const options = (count: number) => times(count, (index) => option(`o${index}`));
export const group = (label: number, count: number) => ({ label: plain(label), options: options(count) });

export const dividers = (count: number) => times(count, () => ({ type: "divider" }));
export const input = (element: object, more: object = {}) => ({ type: "input", label: plain(5), element, ...more });
export const text = (more: object = {}) => ({ type: "plain_text_input", ...more });
export const number = (more: object = {}) => ({ type: "number_input", is_decimal_allowed: false, ...more });
export const select = (more: object) => input({ type: "static_select", ...more });
export const section = (more: object = {}) => ({ type: "section", text: mrkdwn(5), ...more });
export const button = (more: object = {}) => ({ type: "button", text: plain(5), ...more });
export const actions = (...elements: object[]) => ({ type: "actions", elements });
export const asking = (confirm: object) => actions(button({ confirm: { text: plain(1), ...confirm } }));
export const image = (more: object = {}) => ({
  type: "image",
  image_url: "https://example.com/i.png",
  alt_text: "i",
  ...more,
});

const cell = (length: number) => ({ type: "raw_text", text: x(length) });
export const table = (rows: number, columns = 1, length = 1) => ({
  type: "table",
  rows: times(rows, () => times(columns, () => cell(length))),
});
export const dataTable = (rows: number) => ({ type: "data_table", caption: "c", rows: times(rows, () => [cell(1)]) });
export const card = (more: object = {}) => ({ type: "card", title: mrkdwn(5), ...more });
export const task = (id: number) => ({ type: "task_card", task_id: `t${id}`, title: "t", status: "pending" });

export const modal = (blocks: object[], more: object = {}) => ({
  type: "modal",
  title: plain(5),
  submit: plain(4),
  blocks,
  ...more,
});
export const home = (blocks: object[], more: object = {}) => ({ type: "home", blocks, ...more });
export const message = (blocks: object[], more: object = {}) => ({ text: "t", blocks, ...more });
