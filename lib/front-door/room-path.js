// A CloudFront Function (cloudfront-js-2.0), run as it stands. API Gateway takes no path behind the stage, so the
// protocol's `/ws/chat/<room>/` becomes `/?room=<room>`; the room is required and not used.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  var request = event.request;
  var match = /^\/ws\/chat\/([^/]+)\/?$/.exec(request.uri);
  if (!match) return { statusCode: 404, statusDescription: 'Not Found' };
  request.uri = '/';
  request.querystring.room = { value: match[1] };
  // A page of this very host is the stack's own: the authorizer, which knows no domain of CloudFront's, need not judge it
  // by its list. What sends no Origin is let in there, so nothing is gained by pretending.
  var origin = request.headers.origin;
  var host = request.headers.host;
  if (origin && host && origin.value.replace(/^https?:\/\//, '') === host.value)
    delete request.headers.origin;
  return request;
}
