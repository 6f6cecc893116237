/** An answer other than 200, in the words of docs/segment-api/profile.md#errors. */
export class ProfileFault extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 429;
  readonly code: string;

  constructor(status: ProfileFault['status'], code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function invalidParameter(name: string, wanted: string): ProfileFault {
  return new ProfileFault(400, 'validation_error', `The parameter \`${name}\` must be ${wanted}`);
}

export const profileNotFound = (): ProfileFault =>
  new ProfileFault(404, 'not_found', 'Profile was not found.');

export const resourceNotFound = (): ProfileFault =>
  new ProfileFault(404, 'not_found', 'The resource was not found.');
