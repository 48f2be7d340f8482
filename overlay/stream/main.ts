import { readProof } from './address.ts';
import { buildView, write } from './build-view.ts';
import { keepForStart } from './keep-for-start.ts';
import { runOverlay } from './run-overlay.ts';
import './stream.css';
import './themes.css';
import './terms.css';
import './on-air.css';
import './moments.css';
import './rehearsal.css';

const view = buildView(document.body);
const proof = readProof(location);
if (proof === null) {
  write(view.notice, 'This address is not complete. Copy it again from the portal.');
} else {
  void runOverlay(view, proof).then(keepForStart);
}
