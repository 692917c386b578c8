/** The notation in which an SDK's file says where its calls keep things. */

/**
 * Where an argument sits:
 *   `model`            a named argument, or that key of the first argument when it is a record
 *   `#1`, `#1.model`   a positional argument, or a key of it
 *   `^model`, `^#0`    the same, in an earlier call of the chain the receiver was made by, nearest first
 *   `config.system`    a key of a named argument; `requests.0` an item of a list; keys inside a text that is JSON too
 *   `role+goal`        all of these that are given, one after the other
 */
export type Where = string;
