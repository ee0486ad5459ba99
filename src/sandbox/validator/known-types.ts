const KNOWN_TYPES: ReadonlySet<unknown> = new Set(
  `section header divider context actions image video input rich_text alert markdown table data_table data_visualization card
  carousel container plan task_card context_actions file
  button checkboxes datepicker datetimepicker email_text_input external_select multi_external_select static_select
  multi_static_select users_select multi_users_select conversations_select multi_conversations_select channels_select
  multi_channels_select feedback_buttons file_input icon_button number_input overflow plain_text_input radio_buttons
  rich_text_input timepicker url_text_input workflow_button plain_text mrkdwn raw_text raw_number`.split(/\s+/u),
);

/** Whether Slack knows blocks, elements or texts of this type at all. */
export function isKnownType(type: unknown): type is string {
  return KNOWN_TYPES.has(type);
}
