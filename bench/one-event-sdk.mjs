// One Track message through Segment's own SDK, as its README shows it: what `segment track` is compared with.
import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({
  writeKey: process.env.SEGMENT_WRITE_KEY,
  host: process.env.SEGMENT_TRACKING_URL,
});
analytics.track({ userId: 'user_1', event: 'Order Completed', properties: { revenue: 49.9 } });
await analytics.closeAndFlush();
