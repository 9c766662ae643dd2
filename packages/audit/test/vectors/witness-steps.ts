/**
 * Facts of the tests of `litewitness` (github.com/FiloSottile/torchwood, cmd/litewitness/testdata, ISC licence): the sequence of requests to a
 * witness, with statuses as C2SP tlog-witness has them today (an unknown origin is 404), and a checkpoint of the Go checksum database.
 */
const ORIGIN = "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562";
const leaf = (at: number): string => btoa(String.fromCharCode(0x2a, at, ...new Uint8Array(30)));

const SIGNED = {
  1: [
    "KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=",
  ],
  3: [
    "RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=",
    "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go=",
  ],
  5: [
    "QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=",
    "UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww=",
  ],
} as const;

function request(old: number, proof: readonly string[], size: 1 | 3 | 5): string {
  const [root, signature] = SIGNED[size];
  return `old ${old}\n${proof.map((hash) => `${hash}\n`).join("")}\n${ORIGIN}\n${size}\n${root}\n\n— ${ORIGIN} ${signature}\n`;
}

const TO_THREE = [leaf(1), leaf(2)];
const toThree = request(1, TO_THREE, 3);
const fromOneToFive = request(1, [leaf(1), "+fUDV+k970B4I3uKrqJM4aP1lloPZP8mvr2Z4wRw2LI=", leaf(4)], 5);

/** The nine requests in order: body, status, and the body of an answer that is fixed. */
export const STEPS: {
  origin: string;
  publicKey: string;
  requests: readonly { readonly body: string; readonly status: number; readonly said?: string }[];
} = {
  origin: ORIGIN,
  publicKey: "ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f",
  requests: [
    { body: request(0, [], 1), status: 200 },
    { body: toThree.replace("6go=", "6gx="), status: 403 },
    { body: toThree.replaceAll("e562", "e563"), status: 404 },
    { body: request(1, [], 3), status: 422 },
    { body: request(1, [leaf(1), leaf(2).replace("AAA=", "ABA=")], 3), status: 422 },
    { body: toThree, status: 200 },
    { body: fromOneToFive, status: 409, said: "3\n" },
    { body: request(3, [leaf(2), leaf(3), "wgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE=", leaf(4)], 5), status: 200 },
    { body: request(0, [], 5), status: 409, said: "5\n" },
  ],
};

/** Two requests from the same old size, of which the slower leads to the smaller tree. */
export const RACE: { slower: string; faster: string } = { slower: toThree, faster: fromOneToFive };

/** A checkpoint whose key is not named as its origin. */
export const SUMDB: { origin: string; vkey: string; body: string } = {
  origin: "go.sum database tree",
  vkey: "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
  body: "old 0\n\ngo.sum database tree\n35225469\nvt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCQ=\n\n— sum.golang.org Az3grpukl5AXaVfYkLiDGORx/DN2nlcS5kZHR5uYOBV2KA2HgXpD+gu9HHONebHLAyaKbbTM75QTtPydhKCExixSfwQ=\n",
};
