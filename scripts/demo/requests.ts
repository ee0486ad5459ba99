/** What the packages are made for: they are asked for, decided, delivered, extended, ended and canceled. */
import { Teller } from "./teller.ts";
import type { Part } from "./teller.ts";

export const REQUESTS: readonly Part[] = [twoApprovers, denialAndResubmission, extensionAndEnd, cancellation];

async function twoApprovers(url: string): Promise<void> {
  const olivia = await Teller.introduce(url, "Olivia", "has requests decided in a channel, by her or Grace");
  await olivia.types("/access catalog Marketing");
  await olivia.isAt("Manage catalog");
  await olivia.chooses("Approvals channel", "#marketing-approvals");
  await olivia.picks("Catalog owners", ["Olivia Ostrom", "Grace Hopper"]);
  await olivia.clicks("Save");

  const rosa = await Teller.introduce(url, "Rosa", "asks for the package that Olivia made");
  await rosa.types("/access request Press desk");
  await rosa.isAt("Request access");
  await rosa.clicks("Submit");
  await rosa.isTold({ "Business justification": /./ });
  await rosa.fills("Business justification", "I write the press kit for the launch");
  await rosa.clicks("Submit");
  await rosa.isAt("Request submitted");
  await rosa.closes();
  await rosa.gets("a message of her own shows the state", /request for Press desk\nPending.*\[Cancel request\]/s);

  const grace = await Teller.introduce(url, "Grace", "is one of two who may decide, and takes her time");
  await grace.gets(
    "the card in the channel mentions both",
    /in #marketing-approvals.*Rosa Parks requests Press desk.*@Grace Hopper, @Olivia Ostrom.*\[Approve\] \[Deny\]/s,
  );
  await grace.clicks("Approve");
  await grace.isAt("Approve request");

  const faster = await Teller.introduce(url, "Olivia", "is faster");
  await faster.clicks("Approve");
  await faster.fills("Reason", "She knows our press list");
  await faster.clicks("Approve");
  await faster.gets("the card says who decided, and why", /Press desk.*Approved by Olivia Ostrom: “She knows our/s);

  const late = await Teller.introduce(url, "Grace", "comes second");
  await late.fills("Reason", "Fine with me");
  await late.clicks("Approve");
  await late.sees("she is told who was first", /Olivia Ostrom was first: the request is approved already/);
  await late.closes();

  const holder = await Teller.introduce(url, "Rosa", "has the access");
  await holder.gets("the same message tells her", /request for Press desk\nDelivered.*Approved by Olivia Ostrom/s);
  await holder.types("/access mine");
  await holder.sees("it is in her list, with its end", /Press desk\nMarketing · Delivered\nUntil .*\[Give up\]/s);
}

async function denialAndResubmission(url: string): Promise<void> {
  const tim = await Teller.introduce(url, "Tim", "asks for Ada's package; his manager decides");
  await tim.types("/access request Finance starter");
  await tim.fills("Business justification", "Somebody has to");
  await tim.clicks("Submit");
  await tim.isAt("Request submitted");
  await tim.closes();

  const grace = await Teller.introduce(url, "Grace", "is his manager, and denies");
  await grace.gets("she is asked in a direct message", /Tim Lee requests Finance starter.*\[Approve\] \[Deny\]/s);
  await grace.clicks("Deny");
  await grace.isAt("Deny request");
  await grace.fills("Reason", "Say what for");
  await grace.clicks("Deny");

  const again = await Teller.introduce(url, "Tim", "reads why, and asks again");
  await again.gets("her reason is in his message", /Denied by Grace Hopper: “Say what for”.*\[Resubmit\]/s);
  await again.clicks("Resubmit");
  await again.isAt("Request access");
  await again.fills("Business justification", "I pay for the hours on call");
  await again.clicks("Submit");
  await again.isAt("Request submitted");
  await again.closes();

  const agrees = await Teller.introduce(url, "Grace", "approves it now");
  await agrees.gets("there is a new card", /Finance starter.*I pay for the hours on call.*\[Approve\]/s);
  await agrees.clicks("Approve");
  await agrees.fills("Reason", "Thank you");
  await agrees.clicks("Approve");
  await again.gets("Tim has it", /request for Finance starter\nDelivered/);
}

async function extensionAndEnd(url: string): Promise<void> {
  const rosa = await Teller.introduce(url, "Rosa", "goes on call for 30 days, with the ready-made kit");
  await rosa.types("/access request On-call kit");
  await rosa.fills("Business justification", "I take over from Tim");
  await rosa.clicks("Submit");
  await rosa.isAt("Request submitted");
  await rosa.closes();

  const alan = await Teller.introduce(url, "Alan", "approves; the policy asks him for no reason");
  await alan.gets("he is asked", /Rosa Parks requests On-call kit.*\[Approve\] \[Deny\]/s);
  await alan.clicks("Approve");
  await rosa.gets("Rosa has it", /request for On-call kit\nDelivered/);

  const holder = await Teller.introduce(url, "Rosa", "stays longer than she thought");
  await holder.waits("A week", 3);
  await holder.gets("two weeks before the end she was told", /access to On-call kit ends soon.*\[Extend\]/s);
  await holder.clicks("Extend");
  await holder.isAt("Extend access");
  await holder.clicks("Extend");
  await holder.isAt("Access extended");
  await holder.closes();
  await holder.waits("A week", 6);
  await holder.gets("two months after the beginning it is over", /access to On-call kit has ended: its time is over/);
  await holder.types("/access mine");
  await holder.doesNotSee("she holds it no more", /On-call kit\nEngineering · Delivered/);
}

async function cancellation(url: string): Promise<void> {
  const tim = await Teller.introduce(url, "Tim", "asks for the press desk, and thinks better of it");
  await tim.types("/access request Press desk");
  await tim.fills("Business justification", "Out of curiosity");
  await tim.clicks("Submit");
  await tim.closes();
  await tim.gets("he can still cancel", /request for Press desk\nPending.*\[Cancel request\]/s);
  await tim.clicks("Cancel request");
  await tim.gets("it is canceled", /request for Press desk\nCanceled by Tim Lee/);
  const max = await Teller.introduce(url, "Max", "reads in the channel that nobody need decide");
  await max.gets(
    "the card has no buttons any more",
    /Tim Lee requests Press desk.*The request was canceled by Tim Lee/s,
  );
}
