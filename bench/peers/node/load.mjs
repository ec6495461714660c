// Loads a file of families (one JSON array a line: a product and its variants) into a shop: parallel loops of
// productSet and publishablePublish by Shopify's official client. No queue, no skipping, no pacing, no resume.
import { createAdminApiClient } from '@shopify/admin-api-client';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Agent, request } from 'node:http';
import { productVariables } from './mapping.mjs';

const [shop, token, concurrency, file] = process.argv.slice(2);
const { hostname, port } = new URL(shop);
const agent = new Agent({ keepAlive: true, maxSockets: Number(concurrency) });

// The client speaks https only; this lets it speak to a shop on loopback by plain http over kept-alive connections.
function overLoopback(url, { method, headers, body }) {
  return new Promise((resolve, reject) => {
    const call = request({ agent, hostname, port, path: new URL(url).pathname, method, headers }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () =>
        resolve(new Response(Buffer.concat(parts), { status: answer.statusCode, headers: answer.headers })));
    });
    call.on('error', reject);
    call.end(body);
  });
}

const client = createAdminApiClient({
  storeDomain: 'demo.myshopify.com',
  apiVersion: '2026-10',
  accessToken: token,
  customFetchApi: overLoopback,
});

const SET = `mutation productSet($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {
  productSet(identifier: $identifier, input: $input, synchronous: true) {
    product { id }
    userErrors { field message code }
  }
}`;
const PUBLISH = `mutation publishablePublish($id: ID!, $input: [PublicationInput!]!) {
  publishablePublish(id: $id, input: $input) { userErrors { field message } }
}`;
const PUBLICATION = [{ publicationId: 'gid://shopify/Publication/1' }];

async function write(family) {
  const { data, errors } = await client.request(SET, { variables: productVariables(family) });
  if (errors || data.productSet.userErrors.length > 0) {
    throw new Error(JSON.stringify(errors ?? data.productSet.userErrors));
  }
  await client.request(PUBLISH, { variables: { id: data.productSet.product.id, input: PUBLICATION } });
}

const lines = createInterface({ input: createReadStream(file) })[Symbol.asyncIterator]();
async function loop() {
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    await write(JSON.parse(line.value));
  }
}
const began = process.hrtime.bigint();
await Promise.all(Array.from({ length: Number(concurrency) }, loop));
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - began) / 1e9, cpu: (user + system) / 1e6 }));
agent.destroy();
