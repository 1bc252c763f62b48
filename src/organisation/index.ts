// What operators write: the organisation file, playbooks, authorities' clocks; their schemas, loading, reloading, and the shipped ones.
// No decisions about cases, no Teams, no SQL, no timers: who wants a reload asks for it.
export { type Fault, faultText } from './fault.ts';
export { type Faulty, type Loaded, loadOrganisation } from './load.ts';
export { patchesFor } from './patches.ts';
export { type Checked, type OrganisationSource, openOrganisation } from './source.ts';
