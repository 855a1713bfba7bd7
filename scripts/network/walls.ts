/** What a company's network does to what its people send and receive. */
export type Wall = {
  /** nftables rules for what passes between the company (card `company`) and the rest. */
  passes?: readonly string[];
  /** A proxy at the wall that answers CONNECT to port 443; nothing passes but through it. */
  hasProxy?: boolean;
  /** Both ways. */
  kbitPerSecond?: number;
  /** There and back takes twice as long; the share is lost in each direction. */
  wire?: { oneWayMs: number; lossShare: number };
};

export const WALLS = {
  none: {},
  'udp-dropped': { passes: ['meta l4proto udp drop'] },
  'only-443': {
    passes: ['iifname "company" tcp dport 443 accept', 'iifname "company" drop', 'tcp sport 443 accept', 'drop'],
  },
  'https-proxy-only': { passes: ['drop'], hasProxy: true },
  // 100 ms there and back.
  'delay-100ms-loss-2': { wire: { oneWayMs: 50, lossShare: 0.02 } },
  '500-kbit': { kbitPerSecond: 500 },
} as const satisfies Record<string, Wall>;

export type WallName = keyof typeof WALLS;

/** The wall's rules, for `nft -f`. */
export const rulesOf = ({ passes = [], hasProxy = false }: Wall): string => `table inet wall {
  chain passing {
    type filter hook forward priority filter; policy accept;
${passes.map((rule) => `    ${rule}\n`).join('')}  }
  chain own {
    type filter hook input priority filter; policy accept;
    iifname "company" ${hasProxy ? `tcp dport != ${PROXY_PORT} ` : ''}drop
  }
}
`;

export const PROXY_PORT = 3128;
