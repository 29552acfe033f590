// A client of the vehicle gateway: node client.js HOST:PORT [CA.pem [CERTIFICATE.pem KEY.pem]]
//
// Does what ../python_client.py does. It reads proto/malcha/v1 when it starts: there are no generated stubs.
'use strict';

const { randomUUID } = require('node:crypto');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');
const protobuf = require('protobufjs');

const LOOK = 5000, TURN = 30000; // ms: deadline of a call that only looks, and of a whole turn
const CHANGES = 2; // of the state, to be watched
const KEEPALIVE = {
  'grpc.keepalive_time_ms': 10000, // a ping after 10 s without traffic; the server allows one every 5 s
  'grpc.keepalive_timeout_ms': 5000, // without an answer for so long the connection is lost
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.enable_http_proxy': 0, // a car is not reached through a proxy, whatever http_proxy says
};

const PROTO = path.join(__dirname, '../../../proto');
const READ = { includeDirs: [PROTO], keepCase: true, longs: String, enums: String, defaults: true, oneofs: true };
const { malcha } = grpc.loadPackageDefinition(protoLoader.loadSync('malcha/v1/vehicle.proto', READ));
const rpc = new protobuf.Root().loadSync(path.join(__dirname, 'google_rpc.proto'), { keepCase: true });
const DETAILS = ['google.rpc.ErrorInfo', 'google.rpc.BadRequest'];

// In words; what is not set is empty.
const value = (given) => (given?.kind ? String(given[given.kind]?.name ?? given[given.kind]) : '');
const words = (...parts) => parts.filter(Boolean).join(' ');
const command = (given) => words(given.function, given.op, given.zone, value(given.value));
const result = ({ command: given, outcome, reason }) =>
  words(`${command(given)}: ${outcome.replace('COMMAND_OUTCOME_', '')}`, reason && `(${reason})`);
const state = (given) => {
  const known = given.known === 'KNOWN_FRESH' ? value(given.value) : given.known;
  const asked = given.target && !given.reached ? `(asked for ${value(given.target)})` : '';
  return words(given.function, given.zone, known, given.unit, asked);
};

// Plain text without files; TLS with the server's authority; mutual TLS with certificate and key too.
function connect(address, files) {
  const [authority, certificate, key] = files.map((file) => readFileSync(file));
  const credentials = authority
    ? grpc.credentials.createSsl(authority, key, certificate)
    : grpc.credentials.createInsecure();
  return new malcha.v1.VehicleService(address, credentials, KEEPALIVE);
}

// An rpc with one answer, as a promise.
const call = (vehicle, name, request, ms) =>
  new Promise((resolve, reject) => {
    vehicle[name](request, { deadline: Date.now() + ms }, (error, answer) => (error ? reject(error) : resolve(answer)));
  });

// One sentence. The request is sent again as after a lost answer: the car does it once.
async function say(vehicle) {
  const ids = { utterance_id: `u-${randomUUID()}`, request_id: `r-${randomUUID()}` };
  for (const _ of [1, 2]) {
    const said = await call(vehicle, 'Say', { text: '운전석 엉따 2단계로', locale: 'ko-KR', ...ids }, TURN);
    console.log(`say: ${said.turn.reply} (answered again: ${said.answered_again})`);
    for (const each of said.turn.results) console.log(`say: ${result(each)}`);
  }
  console.log(`say: ${ids.utterance_id}`);
}

// A turn as it goes. An event that this client does not know is passed over.
async function converse(vehicle) {
  const text = 'turn on the hazard lights and open the passenger window halfway';
  const tell = {
    heard: (heard) => heard.text,
    understood: (understood) => understood.commands.map(command).join(', '),
    sent: (sent) => words(command(sent.command), ...sent.frames.map((frame) => frame.message)),
    finished: (finished) => result(finished.result),
    reply: (reply) => reply.text,
    turn: (turn) => turn.reply,
  };
  const call = vehicle.Converse({ deadline: Date.now() + TURN });
  call.write({ text, locale: 'en-US' });
  call.end();
  for await (const told of call) {
    if (told.event in tell) console.log(`converse: ${told.event} ${tell[told.event](told[told.event])}`);
  }
}

// Commands without language.
async function execute(vehicle) {
  const commands = [
    { function: 'seat.heat', op: 'set', zone: 'driver', value: { number: 1 } },
    { function: 'climate.temperature', op: 'set', zone: 'driver', value: { number: 23 } },
  ];
  const done = await call(vehicle, 'Execute', { commands, locale: 'en-US' }, TURN);
  for (const each of done.turn.results) console.log(`execute: ${result(each)}`);
  console.log(`execute: ${done.turn.reply}`);
}

// The present state, then commands and what they change: CHANGES of it, or until nothing changes any more.
async function watch(vehicle) {
  const stream = vehicle.WatchState({});
  stream.on('error', () => {}); // the loop throws it; after cancel() there is one that nobody waits for
  let values = 0, changes = 0, complete = false;
  for await (const told of stream) {
    if (told.event === 'snapshot_end') {
      console.log(`watch: the present state of ${told.snapshot_end.car} has ${values} values`);
      complete = true;
      await execute(vehicle);
    } else if (told.event === 'change' && !complete) {
      values += 1;
    } else if (told.event === 'change') {
      console.log(`watch: ${state(told.change)}`);
      changes += 1;
    }
    if (changes === CHANGES || told.event === 'heartbeat') break; // a heartbeat comes every 5 s
  }
  stream.cancel();
}

// Why a request was wrong, for programs and for people.
async function badRequest(vehicle) {
  try {
    await call(vehicle, 'Execute', { commands: [{ function: 'window', op: 'open', zone: 'roof' }] }, TURN);
  } catch (error) {
    const [packed] = error.metadata?.get('grpc-status-details-bin') ?? [];
    if (!packed) throw error; // gRPC itself ended the call: it has no details
    for (const { type_url: url, value: bytes } of rpc.lookupType('google.rpc.Status').decode(packed).details) {
      const name = DETAILS.find((known) => url.endsWith(`/${known}`));
      const detail = name && rpc.lookupType(name).decode(bytes);
      if (name === DETAILS[0]) {
        const metadata = JSON.stringify(detail.metadata);
        console.log(`error: ${grpc.status[error.code]}, reason ${detail.reason} of ${detail.domain}, ${metadata}`);
      }
      for (const wrong of detail?.field_violations ?? []) console.log(`error: ${wrong.field}: ${wrong.description}`);
    }
    return;
  }
  throw new Error('a request with a wrong zone was taken');
}

async function main([address, ...files]) {
  const vehicle = connect(address, files);
  try {
    const found = await call(vehicle, 'ListFunctions', {}, LOOK);
    const fitted = found.functions.filter((each) => each.fitted);
    console.log(`functions: ${found.car} has ${fitted.length} of ${found.functions.length}`);
    for (const each of fitted.slice(0, 3)) console.log(`functions: ${each.name}: ${each.ops.join(' ')}`);
    await say(vehicle);
    await converse(vehicle);
    await watch(vehicle);
    await badRequest(vehicle);
  } finally {
    vehicle.close();
  }
}

if (![3, 4, 6].includes(process.argv.length)) {
  console.error('node client.js HOST:PORT [CA.pem [CERTIFICATE.pem KEY.pem]]');
  process.exit(1);
}
main(process.argv.slice(2)).catch((error) => {
  console.error(`error: ${grpc.status[error.code] ?? error.code ?? error.name}: ${error.details ?? error.message}`);
  process.exitCode = 1;
});
