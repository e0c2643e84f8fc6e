/** The servers of the portal's spec, as it writes them. */
export const servers = {
  sandbox: 'https://api-stage.novapost.pl/v.1.0/',
  production: 'https://api.novapost.com/v.1.0/',
} as const;
