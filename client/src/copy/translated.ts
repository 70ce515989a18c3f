/**
 * Shape that the English of an area must have: the same keys as the Japanese. Japanese has one form for one and many
 * (`items_other`); English writes the form for one beside it (`items_one`).
 */
export type Translated<Source> = {
  [Key in keyof Source]: Source[Key] extends string ? string : Translated<Source[Key]>;
} & {
  [Key in keyof Source as Key extends `${infer Base}_other` ? `${Base}_one` : never]: string;
};
