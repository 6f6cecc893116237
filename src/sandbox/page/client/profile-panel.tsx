import { useEffect, useState } from 'preact/hooks';
import { CodeBlock } from './code-block.tsx';
import { fetchProfiles, type Profile } from './control.ts';
import type { Entry } from './entry.ts';
import { layOutJson } from './json-tokens.ts';
import { plural } from './words.ts';

type Found = { readonly of: Entry; readonly profiles: readonly Profile[] | undefined };

/** The user behind a message, and the account: what the sandbox has made of everything they sent. */
export function ProfilePanel({ entry }: { readonly entry: Entry }) {
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    let isWanted = true;
    const show = (profiles: Found['profiles']) => isWanted && setFound({ of: entry, profiles });
    fetchProfiles(entry.messageId).then(show, () => show(undefined));
    return () => {
      isWanted = false;
    };
  }, [entry]);
  if (found?.of !== entry) return <p class="muted">Loading …</p>;
  if (found.profiles === undefined) return <p>This sandbox keeps no profiles.</p>;
  if (found.profiles.length === 0) {
    return (
      <p>
        {entry.outcome === 'stored'
          ? 'No profile came of it.'
          : 'A message that is dropped makes no profile.'}
      </p>
    );
  }
  return (
    <>
      {found.profiles.map(({ id, collection, identifiers, events, traits }) => (
        <section key={id} class="profile">
          <h3>
            {collection === 'accounts' ? 'Account' : 'User'} <code>{id}</code>
          </h3>
          <dl class="facts">
            {identifiers.map((identifier) => (
              <div key={`${identifier.type}:${identifier.id}`}>
                <dt>{identifier.type}</dt>
                <dd>{identifier.id}</dd>
              </div>
            ))}
            <div>
              <dt>Messages</dt>
              <dd>{plural(events, 'message')}</dd>
            </div>
          </dl>
          {traits !== '{}' && <CodeBlock tokens={layOutJson(traits)} label="Traits" />}
        </section>
      ))}
    </>
  );
}
