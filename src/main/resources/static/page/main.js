import './connection.js';
import './streams.js';
import './frames.js';
import './hpack.js';
import './tiles.js';
import './upload.js';
import './shrink.js';
import './faults.js';
import { start } from './live.js';

start();
