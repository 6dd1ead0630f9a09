// Package desk is where the committee works: it syncs, annotates, explains,
// composes and exports, runs the long jobs, and publishes one immutable State
// after each change. It decides nothing about wording or looks, and knows of
// publishers only what the Publisher interface says.
package desk
