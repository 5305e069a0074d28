// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeVerifier, ScramServer, ScramSyntaxError, Verifiers } from '../../main/js/scram.js';
import { ScramClient } from './client.js';

// RFC 7677, section 3: the example exchange.
const SALT = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
const NONCE = '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
const CLIENT_FIRST = 'n,,n=user,r=rOprNGfwEbeRWgbNEkqO';
const CLIENT_FINAL =
  'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=';

test('the exchange of RFC 7677 is answered to the letter', () => {
  const server = new ScramServer(makeVerifier('pencil', SALT), NONCE);
  assert.equal(
    server.first(CLIENT_FIRST),
    'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
  );
  assert.equal(server.final(CLIENT_FINAL), 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
});

test('a wrong password is refused', () => {
  const server = new ScramServer(makeVerifier('pencil'));
  const client = new ScramClient('pencils');
  assert.equal(server.final(client.final(server.first(client.first()))), null);
});

test('a right password is accepted, with fresh salt and nonce', () => {
  const server = new ScramServer(makeVerifier('pencil'));
  const client = new ScramClient('pencil');
  assert.match(server.final(client.final(server.first(client.first()))), /^v=/);
});

test('who asks for it has to hash the password once only', () => {
  const verifiers = new Verifiers('pencil');
  for (const [isQuick, iterations] of [[false, 4096], [true, 1]]) {
    const verifier = verifiers.get(isQuick);
    assert.equal(verifiers.get(isQuick), verifier);
    const [server, client, wrong] = [new ScramServer(verifier), new ScramClient('pencil'), new ScramClient('pencils')];
    const challenge = server.first(client.first());
    assert.ok(challenge.endsWith(`,i=${iterations}`));
    assert.match(server.final(client.final(challenge)), /^v=/);
    const other = new ScramServer(verifier);
    assert.equal(other.final(wrong.final(other.first(wrong.first()))), null);
  }
});

test('a replayed or malformed message is refused', () => {
  const server = () => new ScramServer(makeVerifier('pencil', SALT));
  assert.throws(() => server().first('p=tls-unique,,n=,r=abc'), ScramSyntaxError);
  assert.throws(() => server().first('nonsense'), ScramSyntaxError);
  const replayed = server();
  replayed.first(CLIENT_FIRST);
  assert.throws(() => replayed.final(CLIENT_FINAL), /nonce does not match/);
  const bound = new ScramServer(makeVerifier('pencil', SALT), NONCE);
  bound.first(CLIENT_FIRST);
  assert.throws(() => bound.final(CLIENT_FINAL.replace('c=biws', 'c=eSws')), /channel binding/);
});
