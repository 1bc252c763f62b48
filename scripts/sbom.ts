// `npm run sbom`: what production consists of, as CycloneDX, in sbom.cdx.json; refuses when a licence is not allowed.
// npm itself writes the document (`npm sbom`), from the lockfile; this adds the licences that it could not read.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { argumentsOf } from './arguments.ts';
import { licenceFaults, licenceOf } from './supply/licences.ts';
import { lockedIn } from './supply/lockfile.ts';

interface Component {
  name: string;
  version: string;
  licenses?: { license: { id: string } }[];
}

argumentsOf({ command: 'sbom' });
const folder = process.cwd();
const packages = lockedIn(folder);
const faults = licenceFaults(packages);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);

const written = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'], {
  cwd: folder,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const document = JSON.parse(written) as { components: Component[] };
const known = new Map(packages.map((one) => [`${one.name}@${one.version}`, licenceOf(one)]));
for (const component of document.components) {
  const licence = known.get(`${component.name}@${component.version}`);
  if (!component.licenses?.length && licence !== undefined) component.licenses = [{ license: { id: licence } }];
}
writeFileSync('sbom.cdx.json', `${JSON.stringify(document, null, 2)}\n`);
const scripts = packages.filter(({ dev, hasInstallScript }) => !dev && hasInstallScript).map(({ name }) => name);
console.log(
  `sbom.cdx.json: ${document.components.length} packages in production, every one with a licence that is allowed; ` +
    `${packages.length} with the tools. Install scripts in production: ${scripts.join(', ') || 'none'}.`,
);
