/**
 * The shared rate limit of one connection, in four shapes. Redis's own time is used, so the clocks of the processes do
 * not matter. KEYS: state, calls under way, past calls (all in one hash slot).
 *
 * What makes it exact: a call under way counts against the limit from its grant until its end, because it may reach the
 * vendor at any moment between. So `level + under way` never exceeds the capacity, and a window counts a call from its
 * end. Whatever the latency, the vendor has at least as much left as the bucket believes.
 *
 * A call whose process died ends when its time is over.
 */
const PREAMBLE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local kind = ARGV[1]
local state = redis.call('HMGET', KEYS[1], 'level', 'at', 'underway', 'capacity', 'rate', 'blocked', 'past')
local capacity = tonumber(state[4] or ARGV[2])
local rate = tonumber(state[5] or ARGV[3])
local windowMs = tonumber(ARGV[3])
local underway = tonumber(state[3] or 0)
local past = tonumber(state[7] or 0)
local blocked = tonumber(state[6] or 0)
local leveled = kind == 'requests' or kind == 'cost'
-- A bucket that nobody knows may have been flushed: half of it is the vendor's word against ours.
local level = tonumber(state[1] or capacity / 2)
local at = tonumber(state[2] or now)

local function costOf(member) return tonumber(string.match(member, ':([^:]+)$')) end
local function keepPast(member, cost)
  redis.call('ZADD', KEYS[3], now, member)
  past = past + cost
end
if leveled then
  level = math.min(level + math.max(0, now - at) * rate, capacity - underway)
end
local lost = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, 200)
for _, member in ipairs(lost) do
  redis.call('ZREM', KEYS[2], member)
  underway = underway - costOf(member)
  if kind == 'window' then keepPast(member, costOf(member)) end
end
if kind == 'window' then
  local old = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now - windowMs, 'LIMIT', 0, 1000)
  for _, member in ipairs(old) do
    redis.call('ZREM', KEYS[3], member)
    past = past - costOf(member)
  end
  if redis.call('EXISTS', KEYS[3]) == 0 then past = 0 end
end

local function save()
  -- Sums of fractions drift; nothing under way is exactly nothing.
  if math.abs(underway) < 0.000001 then underway = 0 end
  redis.call('HSET', KEYS[1], 'level', level, 'at', now, 'underway', underway, 'past', past)
  if not state[2] or math.floor(now / 60000) ~= math.floor(at / 60000) then
    for i = 1, 3 do redis.call('PEXPIRE', KEYS[i], 86400000) end
  end
end
`;

/** ARGV: kind, capacity, rate per ms or window in ms, cost, id, life of the call in ms, share that it leaves to others. Answers `{1, 0}`, `{0, wait ms}` or `{-1, capacity}`. */
export const ACQUIRE = `${PREAMBLE}
local cost = tonumber(ARGV[4])
if cost > capacity then return {-1, tostring(capacity)} end
if blocked > now then
  save()
  return {0, tostring(blocked - now)}
end
local kept = math.min(capacity * tonumber(ARGV[7]), capacity - cost)
if not leveled then kept = math.floor(kept) end
local free, wait
if leveled then
  free = level
  wait = rate > 0 and (kept + cost - level) / rate or 1000
elseif kind == 'window' then
  free = capacity - underway - past
  local oldest = redis.call('ZRANGE', KEYS[3], 0, 0, 'WITHSCORES')
  wait = oldest[2] and tonumber(oldest[2]) + windowMs - now or 25
else
  free = capacity - underway
  wait = 25
end
if free - cost < kept then
  save()
  return {0, tostring(math.max(1, math.ceil(wait)))}
end
if leveled then level = level - cost end
underway = underway + cost
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[6]), ARGV[5] .. ':' .. ARGV[4])
save()
return {1, '0'}
`;

/**
 * ARGV: kind, capacity, rate or window, cost, id, then what the vendor said, empty when it did not: actual cost,
 * available, capacity, rate per ms, retry after ms.
 */
export const SETTLE = `${PREAMBLE}
local cost = tonumber(ARGV[4])
local member = ARGV[5] .. ':' .. ARGV[4]
local actual = tonumber(ARGV[6]) or cost
local available = tonumber(ARGV[7])
if tonumber(ARGV[8]) then
  capacity = tonumber(ARGV[8])
  redis.call('HSET', KEYS[1], 'capacity', ARGV[8])
end
if tonumber(ARGV[9]) and leveled then redis.call('HSET', KEYS[1], 'rate', ARGV[9]) end
if tonumber(ARGV[10]) then
  redis.call('HSET', KEYS[1], 'blocked', math.max(blocked, now + tonumber(ARGV[10])))
end
if redis.call('ZREM', KEYS[2], member) == 1 then
  underway = math.max(0, underway - cost)
  if kind == 'window' and actual > 0 then keepPast(ARGV[5] .. ':' .. tostring(actual), actual) end
  if leveled then level = level + cost - actual end
end
if leveled then
  if available then level = math.min(level, available) end
  level = math.min(level, capacity - underway)
elseif kind == 'window' and available then
  -- Somebody else uses the limit too: what the vendor counts and we do not, we count from now on.
  local unseen = capacity - available - underway - past
  if unseen > 0 then keepPast('v' .. ARGV[5] .. ':' .. tostring(unseen), unseen) end
end
save()
return 1
`;

/** KEYS: state. ARGV: ms. Nobody may call before they have passed. */
export const BLOCK = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local blocked = tonumber(redis.call('HGET', KEYS[1], 'blocked') or 0)
redis.call('HSET', KEYS[1], 'blocked', math.max(blocked, now + tonumber(ARGV[1])))
redis.call('PEXPIRE', KEYS[1], 86400000)
return 1
`;

/** ARGV: kind, capacity, rate or window. Answers `{free, capacity, blocked for ms}`. */
export const LEVEL = `${PREAMBLE}
local free = capacity - underway
if leveled then free = level elseif kind == 'window' then free = capacity - underway - past end
return {tostring(free), tostring(capacity), tostring(math.max(0, blocked - now))}
`;
