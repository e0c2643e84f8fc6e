document.title = 'Authorizer';
