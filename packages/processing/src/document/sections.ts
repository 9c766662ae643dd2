/** The sections of a deliberation (CCIN 2021-206, I to VIII; IX is this project's own, for necessity and governance). */
export type Section = "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX";
