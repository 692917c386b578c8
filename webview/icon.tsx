/** A codicon; the words beside it say what it means. */
export const Icon = ({ name }: { readonly name: string }) => <span class={`codicon codicon-${name}`} aria-hidden="true" />;
