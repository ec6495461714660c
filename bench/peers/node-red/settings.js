// Headless, on loopback, without editor; the flow asks for the shop's address in the environment.
module.exports = {
  uiHost: '127.0.0.1',
  uiPort: Number(process.env.PEER_PORT),
  httpAdminRoot: false,
  flowFile: 'flow.json',
  credentialSecret: false,
  logging: { console: { level: 'warn', metrics: false, audit: false } },
};
