// What the page of browser-sdk.test.ts runs: the SDK as its README shows it, pointed at the sandbox by nothing but URLs.
import { AnalyticsBrowser } from '@segment/analytics-next';

window.start = async (writeKey, url, deliveryStrategy) => {
  window.analytics = AnalyticsBrowser.load(
    { writeKey, cdnURL: url },
    {
      integrations: {
        'Segment.io': { apiHost: `${url.replace('http://', '')}/v1`, protocol: 'http', deliveryStrategy },
      },
    },
  );
  await window.analytics.ready();
};
