/* The bureau's time on a phone whose clock may be wrong. */

import { meta, remember } from './store.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const EIGHT_HOURS = 8 * 60 * MINUTE;
const NIGHT = 5 * 60 * MINUTE;

let ahead = 0;

export async function wind() {
  ahead = (await meta('ahead')) ?? 0;
}

/** Learns by how much this phone is ahead of the server. */
export async function learn(serverTime) {
  ahead = Date.now() - Date.parse(serverTime);
  await remember('ahead', ahead);
}

/** Minutes by which the phone is wrong; ten are nothing (domain 9.3, no. 25). */
export function wrongBy() {
  return Math.abs(ahead) > 10 * MINUTE ? Math.round(ahead / MINUTE) : 0;
}

/**
 * What this phone takes for now, in milliseconds. A clock that is wrong by more than a day would make every record
 * useless: then the server's is followed. One that is less wrong is told, and the server marks what it sends.
 */
export function now() {
  return Math.abs(ahead) > DAY ? Date.now() - ahead : Date.now();
}

export function nowInstant() {
  return new Date(now()).toISOString();
}

/** 2023-01-16T20:05 in Shanghai, as an input of that kind wants it. */
export function local(instant = now()) {
  return new Date(instant + EIGHT_HOURS).toISOString().slice(0, 16);
}

export function instantOf(localTime) {
  return Date.parse(`${localTime.length === 16 ? `${localTime}:00` : localTime}+08:00`);
}

export function withOffset(localTime) {
  return localTime ? `${localTime.length === 16 ? `${localTime}:00` : localTime}+08:00` : null;
}

export function dayInShanghai(instant = now()) {
  return local(instant).slice(0, 10);
}

/** The shift's date: before five it is the day before. */
export function businessDate(localTime) {
  return local(instantOf(localTime) - NIGHT).slice(0, 10);
}

export function plusDays(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

export function daysBetween(from, to) {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}
