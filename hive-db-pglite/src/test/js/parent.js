// SPDX-License-Identifier: Apache-2.0
// A parent that a test kills: it starts the bridge, tells its process number and port, and keeps a statement running.

import { query } from '../../main/js/messages.js';
import { Bridge } from './bridge.js';
import { Client } from './client.js';

const bridge = await Bridge.start();
const client = await Client.open(bridge.port);
client.send(query('select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b where a <> b'));
setTimeout(() => process.stdout.write(`${bridge.process.pid}\n`), 200);
