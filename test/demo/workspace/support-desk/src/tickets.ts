export interface Ticket {
  readonly id: number;
  readonly customer: string;
  readonly plan: 'free' | 'team' | 'enterprise';
  readonly text: string;
}

export const tickets: readonly Ticket[] = [
  { id: 4101, customer: 'ada', plan: 'team', text: 'We were charged twice this month, once for the old seat count and once for the new one. Can you refund one of them?' },
  { id: 4102, customer: 'grace', plan: 'enterprise', text: 'Single sign-on loops back to the login page since this morning. Nobody in our Zurich office can get in.' },
  { id: 4103, customer: 'edsger', plan: 'free', text: 'How do I export all boards as CSV? I only find the PDF button.' },
  { id: 4104, customer: 'barbara', plan: 'team', text: 'The webhook fires three times for every card that moves. Our automation now creates triplicates.' },
  { id: 4105, customer: 'tony', plan: 'enterprise', text: 'Please delete the account of a former colleague and hand me over the boards they own.' },
  { id: 4106, customer: 'margaret', plan: 'team', text: 'Is there a discount for non-profits, and does it apply to the yearly plan as well?' },
];
