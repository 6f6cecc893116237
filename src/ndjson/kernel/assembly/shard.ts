/** Which lines are ours: all of them when the number of shards is 0. */

import { xxh64 } from './xxh64.ts';

let shardIndex: u64 = 0;
export let shardCount: u64 = 0;

/** Takes only the lines of one shard, `index` from 0, of `count` (docs/rules.md#jobs); 0 takes all. */
export function setShard(index: i32, shards: i32): void {
  shardIndex = <u64>index;
  shardCount = <u64>shards;
}

/** XXH64 of `u` and the id, as the reference has it. The letter takes the place of the quote before the id. */
export function isInShard(owner: usize, length: i32): bool {
  const before = owner - 1;
  store<u8>(before, 0x75);
  const hash = xxh64(before, length + 1);
  store<u8>(before, 0x22);
  return hash % shardCount == shardIndex;
}
