-- One question for each line of a file, in random order; optionally as many a second as asked for, whatever the answers take; one line of
-- figures in the end. Arguments: the file, microseconds between two requests of a thread (0: as fast as answers come), an entity tag or "-".
local ffi = require("ffi")
ffi.cdef [[
typedef struct { long seconds; long nanoseconds; } bench_time;
int clock_gettime(int clock, bench_time *now);
]]

local time = ffi.new("bench_time")
local function now()
  ffi.C.clock_gettime(1, time)
  return tonumber(time.seconds) * 1e6 + tonumber(time.nanoseconds) / 1e3
end

local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local requests = {}
function init(arguments)
  if arguments[3] ~= "-" then
    wrk.headers["If-None-Match"] = arguments[3]
  end
  for path in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
  math.randomseed(number + 1)
  local interval = tonumber(arguments[2])
  if interval > 0 then
    local slot = now()
    -- each request takes the next free slot of its thread
    function delay()
      slot = slot + interval
      return math.max(0, math.floor((slot - now()) / 1000 + math.random()))
    end
  end
end

function request()
  return requests[math.random(#requests)]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("FIGURES %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
