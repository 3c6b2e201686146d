const ENDLESS = /\/connection\/events$/;
/** The browser would ask the person for a password, which is for the page's own button to do. */
const ASKING = /\/basic-auth\//;
const PATIENCE = 3000;

/** Fetches an answer that never ends: what came of it in a while stands for the whole. */
async function beginning(url, request) {
  const stop = new AbortController();
  const answer = await fetch(url, { ...request, signal: stop.signal });
  const chunks = [];
  setTimeout(() => stop.abort(), PATIENCE);
  try {
    for (const reader = answer.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
    }
  } catch {
    // stopped
  }
  return new Response(new Blob(chunks), answer);
}

window.SwaggerUIBundle({
  url: 'openapi',
  dom_id: '#docs',
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
  requestInterceptor: (request) => ({
    ...request,
    ...(ENDLESS.test(request.url) && { userFetch: beginning }),
    ...(ASKING.test(request.url) && { credentials: 'omit' }),
  }),
});
