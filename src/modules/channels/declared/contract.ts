/** A word in both languages, Thai first. */
export type Named = { readonly th: string; readonly en: string };

/** What everybody may know of a channel, also a browser; what it does is its `Adapter`. */
export type Declared = {
  /** Its code: in addresses, in the register, and as the kind of an identity. Small letters, digits and hyphens, from a letter. */
  readonly kind: string;
  readonly names: Named;
  /** As its provider writes itself, in a Thai sentence to administrators. */
  readonly brand: string;
  /** What connecting it is called, where that is not the channel’s whole name. */
  readonly connection?: Named;
  /** How other registers call it, in small letters. */
  readonly alsoCalled: readonly string[];
  /**
   * Whose a person’s thread is. own: the provider vouches for who writes there, so it proves a person. address: anybody may write in
   * its name. nobody: it is a thing (a ticket), not a person’s way.
   */
  readonly threads: 'own' | 'address' | 'nobody';
  /** Staff copy from its public pages by hand what was said there. */
  readonly copiedByHand: boolean;
  /** What its provider counts sending in; left out: it costs nothing. */
  readonly unit?: Named;
  /** What administrators are told, in Thai, when the month's are nearly or wholly used, and how to have more; of a channel with a quota. */
  readonly month?: { readonly ending: string; readonly ended: string; readonly more: string };
  /** What each setting of the adapter is called, by field name. */
  readonly settings: Readonly<Record<string, Named>>;
  /** How to get its keys, step by step, as the provider’s pages are named; the guide says the same at length. */
  readonly steps: { readonly th: readonly string[]; readonly en: readonly string[] };
};
