/** Questions to a child by number, each answered once, refused, or given up. */

export interface Questions<Answer> {
  ask(send: (request: number) => void): Promise<Answer>;
  answer(request: number, answer: Answer): void;
  refuse(request: number, reason: string): void;
  /** Refuses all that are open: nobody will answer them. */
  giveUp(reason: string): void;
}

interface Open<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

export function createQuestions<Answer>(): Questions<Answer> {
  const open = new Map<number, Open<Answer>>();
  let last = 0;
  const take = (request: number): Open<Answer> | undefined => {
    const question = open.get(request);
    open.delete(request);
    return question;
  };
  return {
    ask: (send) => new Promise((resolve, reject) => {
      last += 1;
      open.set(last, { resolve, reject });
      send(last);
    }),
    answer: (request, answer) => take(request)?.resolve(answer),
    refuse: (request, reason) => take(request)?.reject(new Error(reason)),
    giveUp: (reason) => [...open.keys()].forEach((request) => take(request)?.reject(new Error(reason))),
  };
}
