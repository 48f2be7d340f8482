import { onParentGone } from './orphaned.mjs';

// Loaded into the hub before its own code: when `npm start` was killed outright, the hub drains.
onParentGone(() => process.kill(process.pid, 'SIGTERM'));
